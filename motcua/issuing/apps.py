from django.apps import AppConfig


class IssuingConfig(AppConfig):
    name = "motcua.issuing"
    verbose_name = "Ban hành kết quả"
