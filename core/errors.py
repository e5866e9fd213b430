"""What a deed answers when a rule refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


class RuleError(ValueError):
    """A rule refuses the deed; the message is a sentence for the person who asked, in his language."""


@contextmanager
def refused_by(constraint: str, sentence: str) -> Iterator[None]:
    """Answer a constraint of the database, which two clicks at once still meet, with the sentence of its rule.

    Raises RuleError; any other violation is raised as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise RuleError(sentence) from None
