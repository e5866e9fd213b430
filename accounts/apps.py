from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import notices, signals  # noqa: F401  registers the kinds of messages and the receivers
