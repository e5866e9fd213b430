"""What the readers of typed values raise and return: a cause and one sentence for the person who typed."""

from dataclasses import dataclass


class InputError(ValueError):
    """A typed value that cannot be kept.

    `code` names the cause and never changes; its part before the first underscore is the group under which
    an import page counts it. `sentence` is for the reader and holds no person's value. `field` is told where the reader
    of one value cannot know which it was.
    """

    def __init__(self, code: str, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class InputWarning:
    """A value that is kept although it looks odd; same meaning of `code` and `sentence` as InputError."""

    code: str
    sentence: str
