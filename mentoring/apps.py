from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from mentoring import careers, evidence, notices, party_settings, proposers, receivers  # noqa: F401  all register something
        from mentoring.selectors import mentors, own, ties  # noqa: F401  likewise
