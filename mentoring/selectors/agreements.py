"""The versions of an agreement, and what each changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.format import date_id
from mentoring.models import Agreement, AgreementScan, Pairing


@dataclass(frozen=True)
class Change:
    """One part of an agreement that reads differently from the version before: words kept, taken out, put in."""

    title: str
    words: list[tuple[str, str]]  # same | out | in, and the words


@dataclass(frozen=True)
class Version:
    """A version with what it changed; nothing for the first."""

    agreement: Agreement
    changes: list[Change]
    scans: list[AgreementScan]


def versions_of(user: User, pairing: Pairing) -> list[Version]:
    """All versions of a pairing's agreement, newest first. Three queries."""
    rows = list(
        Agreement.objects.for_user(user)
        .filter(pairing=pairing)
        .prefetch_related("signatures__participant", "signatures__scan__recorded_by")
        .order_by("version")
    )
    scans: dict[int, list[AgreementScan]] = {}
    for scan in AgreementScan.objects.for_user(user).filter(pairing=pairing).defer("content").order_by("pk"):
        scans.setdefault(scan.agreement_id, []).append(scan)
    older: list[Agreement | None] = [None, *rows]  # one more than there are rows: the newest is older than nothing
    return [
        Version(row, list(_changes(old, row)) if old else [], scans.get(row.pk, []))
        for old, row in reversed(list(zip(older, rows, strict=False)))
    ]


def _changes(old: Agreement, new: Agreement) -> Iterator[Change]:
    was, now = _parts(old), _parts(new)
    for title in {**was, **now}:
        if was.get(title, "") != now.get(title, ""):
            yield Change(title, _compared(was.get(title, ""), now.get(title, "")))


def _parts(agreement: Agreement) -> dict[str, str]:
    """The parts people read, by title."""
    return {
        _("Tujuan pendampingan"): agreement.purpose,
        _("Hari dan jam"): agreement.rhythm,
        _("Berlaku"): f"{date_id(agreement.starts_on)} – {date_id(agreement.ends_on)}",
        **{clause["title"]: clause["text"] for clause in agreement.clauses},
    }


def _compared(was: str, now: str) -> list[tuple[str, str]]:
    """Both texts as one, word by word."""
    a, b = was.split(), now.split()
    found = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", " ".join(a[a1:a2])))
            continue
        found += [("out", " ".join(a[a1:a2]))] if a2 > a1 else []
        found += [("in", " ".join(b[b1:b2]))] if b2 > b1 else []
    return found
