from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "motcua.orgs"
    verbose_name = "Cơ quan, đơn vị"
