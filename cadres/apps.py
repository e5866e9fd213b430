from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self) -> None:
        from cadres import notices  # noqa: F401  registers the kinds of messages
