from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "taizhang.accounts"
    label = "accounts"
    verbose_name = "帐号"

    def ready(self) -> None:
        from taizhang.accounts import signals  # noqa: F401
