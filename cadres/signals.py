"""What apps above are told, so that no import goes upwards."""

from django.dispatch import Signal

#: A membership has ended: `member`, `by` (the user who ended it). Sent in the transaction; an error undoes the end.
membership_ended = Signal()
