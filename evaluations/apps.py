from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"

    def ready(self) -> None:
        from evaluations import notices, receivers  # noqa: F401  both register something
        from evaluations.selectors import answers, own, pdlt  # noqa: F401  likewise
