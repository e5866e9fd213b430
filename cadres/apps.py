from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self) -> None:
        from cadres import notices, party_settings  # noqa: F401  kinds of messages, and what a party may set
