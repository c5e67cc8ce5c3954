from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "motcua.web.surveys"
    label = "web_surveys"
    verbose_name = "Khảo sát hài lòng"
