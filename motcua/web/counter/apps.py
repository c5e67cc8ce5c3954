from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.web.counter"
    label = "counter"
    verbose_name = "Quầy tiếp nhận"
