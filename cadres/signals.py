"""What apps above are told, so that no import goes upwards."""

from django.dispatch import Signal

#: A membership is about to end or be suspended: `member`. Sent before its row is locked: others are locked before it.
membership_ending = Signal()
#: A membership has ended: `member`, `by` (the user who ended it). Sent in the transaction; an error undoes the end.
membership_ended = Signal()

#: A membership is suspended by decree: `member`, `by`. What runs with the member is to pause.
membership_suspended = Signal()

#: One row is taken into another: `lost`, `kept`. Receivers re-point their own rows and return {table: [ids]};
#: they run as the system, after the right to merge was checked.
members_merged = Signal()

#: A merge is taken back: `lost`, `kept`, `moved` ({table: [ids]} of all apps).
merge_undone = Signal()
