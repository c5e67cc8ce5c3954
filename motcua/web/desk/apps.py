from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.web.desk"
    verbose_name = "Bàn làm việc"
