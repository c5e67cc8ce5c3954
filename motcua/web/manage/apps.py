from django.apps import AppConfig


class ManageConfig(AppConfig):
    name = "motcua.web.manage"
    verbose_name = "Quản trị"
