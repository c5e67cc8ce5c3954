from django.apps import AppConfig


class EvaluationPagesConfig(AppConfig):
    name = "motcua.web.evaluation"
    label = "web_evaluation"
    verbose_name = "Đánh giá"
