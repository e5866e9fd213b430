from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self) -> None:
        from accounts.rules import frozen_through
        from cadres import notices  # noqa: F401  registers the kinds of messages
        from cadres.rules import is_frozen
        from cadres.services import candidacies, data_subjects  # noqa: F401  listen to ends, register requests

        frozen_through.append(is_frozen)
