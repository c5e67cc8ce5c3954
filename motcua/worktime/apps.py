from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "motcua.worktime"
    verbose_name = "Thời gian làm việc"
