"""What a deed answers when a rule refuses it."""


class RuleError(ValueError):
    """A rule refuses the deed; the message is a sentence for the person who asked, in his language."""
