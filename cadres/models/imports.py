"""Sheets on their way into the registry."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Assignment, User
from accounts.scoping import ScopedModel
from cadres.enums import Impact, ImportKind, ImportState, RowState
from cadres.models.members import Member
from cadres.models.offices import OfficerTerm
from cadres.models.training import TrainingEvent, TrainingRegistration
from core.fields import EncryptedTextField


class ImportBatch(ScopedModel):
    """One uploaded sheet on its way into the registry: upload → columns → dry run → write → undo for 24 hours.

    `checking` and `importing` mean asked for: a worker may be at it, or still has to take it up. The check says
    whose it is in `claim` and how far it is in `progress`; the write holds the row's lock.
    """

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(_("isi"), max_length=12, choices=ImportKind, default=ImportKind.MEMBERS)
    event = models.ForeignKey(
        TrainingEvent, models.PROTECT, null=True, related_name="+", help_text="What results are of, if no column says."
    )
    filename = models.CharField(_("nama berkas"), max_length=200)
    content = models.BinaryField(help_text="The uploaded file, encrypted; emptied when the batch is a week old.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file: the same file again is recognised.")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    headers = models.JSONField(default=list)
    sample = EncryptedTextField(
        blank=True, default="", help_text="JSON list of the first rows, to match columns by eye."
    )
    columns = models.JSONField(default=dict, help_text="field → column index")
    takes_moves = models.BooleanField(
        default=False, help_text="Members may be moved to the unit that the sheet names; asked about apart."
    )
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, null=True, related_name="+", help_text="Under which the asked-for job runs."
    )
    asked_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    failure = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)
    last_event = models.BigIntegerField(
        null=True, help_text="The last history event of the write: members with a later one were touched since."
    )

    class Meta:
        verbose_name = _("impor")
        indexes = [models.Index(fields=["regency", "-created_at"], name="importbatch_recent")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="importbatch_state"),
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="importbatch_kind"),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("cadres:import", args=[self.pk])


class ImportRow(ScopedModel):
    """One row of a sheet: what stood there (encrypted), what it became, or what is wrong with it."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The row as Excel counts it.")
    original = EncryptedTextField(blank=True, help_text="JSON list of the row's cells; empty once written.")
    clean = EncryptedTextField(blank=True, help_text="JSON of the cleaned fields; empty when bad, or written.")
    problems = models.JSONField(default=list, help_text="[{field, cause, group, sentence}]: no value of a person.")
    state = models.CharField(max_length=10, choices=RowState)
    impact = models.CharField(max_length=8, choices=Impact, blank=True, help_text="What writing a ready row does.")
    identity = ArrayField(
        models.CharField(max_length=32),
        default=list,
        help_text="Keyed hashes by which two rows of one sheet are told to be the same person.",
    )
    suggestion = models.JSONField(
        default=dict, help_text="The nearest unit: {field, written, cells, label, percent}; empty when none is near."
    )
    term = models.ForeignKey(OfficerTerm, models.SET_NULL, null=True, related_name="+")
    registration = models.ForeignKey(TrainingRegistration, models.SET_NULL, null=True, related_name="+")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    created_member = models.BooleanField(default=False)
    before = EncryptedTextField(blank=True, help_text="JSON of the member's fields before an update, for undo.")

    class Meta:
        verbose_name = _("baris impor")
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="importrow_once"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="importrow_state_known"),
            models.CheckConstraint(condition=Q(impact__in=["", *Impact.values]), name="importrow_impact"),
        ]
        indexes = [models.Index(fields=["batch", "state", "number"], name="importrow_state")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"


class ColumnMapping(ScopedModel):
    """Which column is which field, as a unit has settled it for sheets with these headers; proposed the next time."""

    readable_by: ClassVar[frozenset[Role] | None] = frozenset({Role.SECRETARIAT})

    kind = models.CharField(max_length=12, choices=ImportKind)
    signature = models.CharField(max_length=64, help_text="SHA-256 of the headers' letters and digits, in order.")
    columns = models.JSONField(help_text="field → column index")
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kecocokan kolom")
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "signature"], name="columnmapping_once"),
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="columnmapping_kind"),
        ]

    def __str__(self) -> str:
        return self.signature[:12]
