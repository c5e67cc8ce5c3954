from django.apps import AppConfig


class EditorConfig(AppConfig):
    name = "motcua.web.editor"
    verbose_name = "Quản lý thủ tục"
