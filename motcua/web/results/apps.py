from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "motcua.web.results"
    label = "web_results"
    verbose_name = "Kết quả khảo sát"
