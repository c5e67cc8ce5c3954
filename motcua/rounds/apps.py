from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "motcua.rounds"
    verbose_name = "Khảo sát hài lòng"
