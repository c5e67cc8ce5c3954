from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "motcua.web.registers"
    label = "web_registers"
    verbose_name = "Sổ theo dõi hồ sơ"
