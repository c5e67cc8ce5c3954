from django.apps import AppConfig


class IssuingConfig(AppConfig):
    name = "motcua.web.issuing"
    label = "web_issuing"
    verbose_name = "Soạn và ban hành kết quả"
