from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "motcua.web.signin"
    verbose_name = "Đăng nhập"
