from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "taizhang.registers"
    label = "registers"
    verbose_name = "台账"

    def ready(self) -> None:
        from taizhang.registers import declaration, screening  # models must be loaded

        declaration.prepare()
        screening.prepare()
