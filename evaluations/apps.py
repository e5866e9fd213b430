from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"

    def ready(self) -> None:
        from evaluations import notices  # noqa: F401  registers its kinds
        from evaluations.selectors import answers  # noqa: F401  registers what waits on the phone
