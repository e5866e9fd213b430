from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from mentoring import notices, receivers  # noqa: F401  register the kinds of messages, and what ends with a membership
