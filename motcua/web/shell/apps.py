from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "motcua.web.shell"
    verbose_name = "Khung giao diện"
