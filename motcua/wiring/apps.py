from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "motcua.wiring"
    verbose_name = "Việc nền"
