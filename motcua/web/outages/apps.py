from django.apps import AppConfig


class OutagesConfig(AppConfig):
    name = "motcua.web.outages"
    label = "web_outages"
    verbose_name = "Nhập bù hồ sơ"
