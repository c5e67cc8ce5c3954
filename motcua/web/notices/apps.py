from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.web.notices"
    label = "web_notices"
    verbose_name = "Trang thông báo"
