from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.web.portal"
    verbose_name = "Cổng công khai"
