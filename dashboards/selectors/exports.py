"""Lists that leave the house: masked, safe to open, and saying who took them out and when."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from cadres.models import Member
from cadres.nik import mask_nik
from cadres.phones import mask_phone
from cadres.spreadsheets.workbooks import safe_cell, write_workbook
from core.templatetags.format import local_time
from dashboards.selectors.members import LISTED, MemberRow, member_rows, offices_of
from mentoring.models import Mentor, Pairing
from mentoring.selectors.office import pairing_rows
from regions.models import Unit

#: More rows are a copy of the registry, not a list.
MOST_ROWS = 20_000
STEP = 500
MORE = ("gender", "birth_date", "birthplace", "phone", "email", "address", "membership_card_no", "nik_last4",
        "bodies", "wants_mentoring")  # fmt: skip


@dataclass
class Table:
    """A header and its rows; the title of the sheet."""

    headers: Sequence[str]
    rows: list[Sequence[Any]]
    title: str


def exported(user: User, members: QuerySet[Member]) -> Table:
    """The members as a table: NIK and phone masked as on the pages, mentor and last session as in the list."""
    people = list(members.only(*LISTED, *MORE))
    rows: list[Sequence[Any]] = []
    for start in range(0, len(people), STEP):
        rows += [_row(line) for line in member_rows(user, people[start : start + STEP])]
    headers = [
        _("Nama"), _("Jenis kelamin"), _("Tanggal lahir"), _("Tempat lahir"), _("NIK"), _("No. HP"), _("Email"),
        _("Alamat"), _("No. KTA"), _("Wilayah"), _("Jenjang"), _("Status"), _("Bergabung"),
        _("Sayap/ormas"), _("Bersedia didampingi"), _("Fase"), _("Mentor"), _("Sesi terakhir"),
    ]  # fmt: skip
    return Table(headers, rows, _("Kader"))


def exported_officers(user: User, unit: Unit, members: QuerySet[Member]) -> Table:
    """The officers as a table: one line for each office, in the order of the list."""
    people = list(members)
    rows: list[Sequence[Any]] = []
    for start in range(0, len(people), STEP):
        step = people[start : start + STEP]
        offices = offices_of(user, unit, step)
        rows += [
            (
                member.titled_name,
                member.get_level_display(),
                member.unit.path,
                term.post,
                term.portfolio,
                term.unit.path,
                term.valid_decree_no,
                term.starts_on,
                term.ends_on,
            )
            for member in step
            for term in offices[member.pk]
        ]
    headers = [
        _("Nama"), _("Jenjang"), _("Wilayah"), _("Jabatan"), _("Bidang"), _("Unit kepengurusan"), _("Nomor SK"),
        _("Mulai"), _("Sampai"),
    ]  # fmt: skip
    return Table(headers, rows, _("Pengurus"))


def exported_mentors(mentors: QuerySet[Mentor]) -> Table:
    """The mentors as a table, as the list shows them to staff."""
    rows: list[Sequence[Any]] = [
        (
            mentor.member.titled_name,
            mentor.member.get_level_display(),
            mentor.unit.path,
            mentor.load,
            mentor.capacity,
            mentor.note,
            mentor.get_state_display(),
        )
        for mentor in mentors
    ]
    headers = [_("Nama"), _("Jenjang"), _("Wilayah"), _("Binaan"), _("Paling banyak"), _("Keahlian dan bahasa"),
               _("Status")]  # fmt: skip
    return Table(headers, rows, _("Mentor"))


def exported_pairings(user: User, pairings: QuerySet[Pairing]) -> Table:
    """The pairings as a table with their people, as the list shows them to staff."""
    found = list(pairings)
    rows: list[Sequence[Any]] = []
    for start in range(0, len(found), STEP):
        rows += [
            (
                ", ".join(row.learners),
                ", ".join(row.leads),
                row.pairing.unit.path,
                row.pairing.get_state_display(),
                row.pairing.get_phase_display(),
                row.pairing.active_on,
                row.pairing.last_held_on,
            )
            for row in pairing_rows(user, found[start : start + STEP])
        ]
    headers = [_("Kader"), _("Mentor"), _("Wilayah"), _("Status"), _("Fase"), _("Aktif sejak"), _("Sesi terakhir")]
    return Table(headers, rows, _("Pasangan"))


def _row(line: MemberRow) -> Sequence[Any]:
    member, pairing = line.member, line.pairing
    return (
        member.titled_name,
        member.get_gender_display(),
        member.birth_date,
        member.birthplace,
        mask_nik(member.nik_last4),
        mask_phone(member.phone),
        member.email,
        member.address,
        member.membership_card_no or "",
        member.unit.path,
        member.get_level_display(),
        member.get_status_display(),
        member.joined_on,
        ", ".join(member.body_names),
        _("Ya") if member.wants_mentoring else _("Tidak"),
        pairing.get_phase_display() if pairing else "",
        line.mentor,
        pairing.last_held_on if pairing else None,
    )


def workbook_file(table: Table, *, by: User, at: datetime, reason: str) -> bytes:
    """An XLSX; its last row says who exported it, when and why."""
    return write_workbook(table.headers, [*table.rows, (), (watermark(table, by, at, reason),)], title=table.title)


def csv_file(table: Table, *, by: User, at: datetime, reason: str) -> bytes:
    """A CSV as the Indonesian Excel reads it: semicolons and a byte order mark; nothing in it is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(table.headers)
    writer.writerows([safe_cell(value) for value in row] for row in table.rows)
    writer.writerow([])
    writer.writerow([safe_cell(watermark(table, by, at, reason))])
    return stream.getvalue().encode("utf-8-sig")


def watermark(table: Table, by: User, at: datetime, reason: str) -> str:
    """Who took the list out, when, why, and how many rows it has."""
    values = {"name": by.full_name, "at": local_time(at), "count": len(table.rows), "reason": reason}
    sentence = ngettext(
        "Diekspor oleh %(name)s, %(at)s, %(count)d baris. Alasan: %(reason)s",
        "Diekspor oleh %(name)s, %(at)s, %(count)d baris. Alasan: %(reason)s",
        len(table.rows),
    )
    return sentence % values
