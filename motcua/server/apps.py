from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "motcua.server"
    verbose_name = "Máy chủ"
