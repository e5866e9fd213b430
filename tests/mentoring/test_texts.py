"""Texts and templates of the whole party: written by the national secretariat, in editions, and never rewritten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import acting_as
from core.errors import RuleError
from mentoring.enums import PartyText
from mentoring.models import Agreement, ClauseText, GuideText, PartyTextChange, ProgrammeTemplate, ProgrammeWindow
from mentoring.rules.texts import Line, lines_problem, next_edition
from mentoring.selectors.mentors import papers_of
from mentoring.selectors.texts import lines_of, newest_of
from mentoring.services.agreements import agreement_draft
from mentoring.services.mentors import conduct_sign
from mentoring.services.programmes import programme_create
from mentoring.services.texts import edition_publish, template_save
from tests.factories.accounts import staff
from tests.factories.mentoring import active_pairing, mentor_of

pytestmark = pytest.mark.django_db
NEXT = "2026-2"
AGREEMENTS = "2026-3"  # the clauses began with their second edition


@pytest.fixture(autouse=True)
def today(time_machine):
    """A day of the year of the first editions."""
    time_machine.move_to("2026-11-21T01:00:00+00:00", tick=False)


@pytest.fixture
def nation():
    """The national secretariat."""
    return staff(Role.SECRETARIAT, "pusat", full_name="Budi Santoso")


def path(name: str, *args: Any) -> str:
    return reverse(f"mentoring:{name}", args=args)


def changed(kind: str, **texts: str) -> list[Line]:
    """The lines that count now, with other words for some codes."""
    return [Line(each.code, texts.get(each.code, each.text), each.title) for each in lines_of(kind, newest_of(kind))]


def sent(lines: list[Line], **fields: str) -> dict[str, str]:
    """The lines as the form sends them."""
    said = {f"text_{line.code}": line.text for line in lines} | {f"title_{line.code}": line.title for line in lines}
    return said | {"reason": "Keputusan rapat pleno"} | fields


def test_new_clauses_are_previewed_published_and_leave_what_is_in_force(client_of, deed, nation, yohanis, marthina):
    pairing = active_pairing(yohanis, marthina)
    before = Agreement.objects.get().clauses
    lines, client = changed("agreement", credit="Karya kader disebut sebagai karya kader."), client_of(nation)

    preview = client.post(path("text", "agreement"), sent(lines, deed="preview")).content.decode()
    assert "Yang akan berubah" in preview
    assert "Terbitkan edisi baru" in preview
    assert newest_of("agreement") != AGREEMENTS
    assert client.post(path("text", "agreement"), sent(lines, deed="publish")).status_code == 302

    assert newest_of("agreement") == AGREEMENTS
    today = timezone.localdate()
    dates = {"starts_on": today, "ends_on": today + timedelta(days=90)}
    deed(agreement_draft, by=yohanis, pairing=pairing, purpose="Siap", rhythm="Sabtu", **dates)
    first, second = Agreement.objects.order_by("version")
    assert (first.clauses, second.edition) == (before, AGREEMENTS)
    assert "Karya kader disebut" in str(second.clauses)
    history = client.get(path("text", "agreement")).content.decode()
    assert "Keputusan rapat pleno" in history
    assert "Budi Santoso" in history
    assert "Karya kader" in client.get(path("text_edition", "agreement", AGREEMENTS)).content.decode()
    assert "Karya kader" not in client.get(path("text_edition", "agreement", "2026-2")).content.decode()


def test_a_new_code_of_conduct_asks_for_a_new_signature(client_of, deed, nation, yohanis):
    mentor = mentor_of(yohanis.member)
    deed(conduct_sign, by=yohanis, mentor=mentor)
    assert "Baca dan tanda tangani kode etik" not in client_of(yohanis).get("/m/").content.decode()

    deed(edition_publish, by=nation, kind="conduct", lines=changed("conduct", listen="Dengar dulu."), reason="Pleno")

    assert "Baca dan tanda tangani kode etik" in client_of(yohanis).get("/m/").content.decode()
    deed(conduct_sign, by=yohanis, mentor=mentor)
    with acting_as(yohanis):
        assert papers_of(yohanis, mentor).signed.edition == NEXT
    assert mentor.signatures.count() == 2


@pytest.mark.parametrize(
    ("kind", "texts", "part"),
    [
        ("agreement", {}, "Belum ada yang berubah"),
        ("agreement", {"credit": "Untuk {nama}."}, "tidak dikenal: {nama}"),
        ("agreement", {"credit": "Untuk {place"}, "Kurung kurawal"),
        ("agreement", {"feedback": "Langsung."}, "hilang"),
        ("conduct", {"listen": " "}, "Isi setiap butir"),
    ],
)
def test_what_no_edition_may_be(kind, texts, part):
    before = lines_of(kind, newest_of(kind))

    assert part in lines_problem(kind, changed(kind, **texts), before)


def test_an_agreement_keeps_its_eleven_clauses():
    before = lines_of("agreement", newest_of("agreement"))

    assert "sebelas" in lines_problem("agreement", before[1:], before)
    assert lines_problem("conduct", [Line("a", "Jujur.")], [Line("b", "Adil.")]) == ""


@pytest.mark.parametrize(
    ("newest", "year", "expected"),
    [
        ("2026-1", 2026, "2026-2"),
        ("2026-9", 2026, ""),
        ("2026-3", 2027, "2027-1"),
        ("2027-1", 2026, ""),
        ("", 2026, "2026-1"),
    ],
)
def test_editions_follow_each_other_in_order(newest, year, expected):
    assert next_edition(newest, year) == expected


def test_only_the_national_secretariat_writes(client_of, deed, nation, sari, kornelis):
    lines = changed("conduct", listen="Dengar dulu.")
    with pytest.raises(RuleError, match="sekretariat pusat"):
        deed(edition_publish, by=sari, kind="conduct", lines=lines, reason="Pleno")
    with pytest.raises(RuleError, match="alasannya"):
        deed(edition_publish, by=nation, kind="conduct", lines=lines, reason="x")

    assert client_of(sari).get(path("text", "conduct")).status_code == 200
    assert client_of(sari).post(path("text", "conduct"), sent(lines, deed="publish")).status_code == 403
    assert client_of(sari).get(path("template_edit", "six_months")).status_code == 403
    assert client_of(kornelis).get(path("texts")).status_code == 403


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO mentoring_guidetext (kind, edition, position, code, text) VALUES ('conduct', '2099', 1, 'x', 'y')",
        "INSERT INTO mentoring_clausetext (edition, position, code, title, text) VALUES ('2099-1', 1, 'x', 'y', 'z')",
        "UPDATE mentoring_programmetemplate SET days = 200",
        "UPDATE mentoring_guidetext SET text = 'lain'",
        "DELETE FROM mentoring_programmetemplate",
        "INSERT INTO mentoring_partytextchange (kind, key, after, reason, actor_id, at) "
        "VALUES ('conduct', '2000-1', '[]', 'lama', (SELECT min(id) FROM accounts_user), now())",
    ],
)
def test_database_takes_no_line_without_who_and_why(nation, sari, sql):
    for user in (nation, sari):
        with acting_as(user), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_database_lets_nobody_else_say_that_he_wrote(sari):
    with acting_as(sari), pytest.raises(DatabaseError, match="national secretariat"), transaction.atomic():
        PartyTextChange.objects.create(kind="conduct", key="2099-1", after=[], reason="Pleno", actor=sari)


def form_of(client: Any, address: str) -> dict[str, Any]:
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {
        name: "on" if value is True else value
        for name, value in shown.items()
        if value is not None and value is not False
    }


def test_a_template_is_previewed_kept_with_its_history_and_copied_later(client_of, deed, nation, kornelis):
    client, address = client_of(nation), path("template_edit", "candidate_110")
    old = deed(programme_create, by=kornelis, **programme("Lama", kornelis))
    said = form_of(client, address) | {"reason": "Jadwal KPU baru", "execution_last": "98", "stage0_name": "Masa DCT"}

    preview = client.post(address, said | {"deed": "preview"}).content.decode()
    assert "Bila program dimulai hari ini" in preview
    assert ProgrammeTemplate.objects.get(code="candidate_110").windows["execution"] == [25, 99]
    assert client.post(address, said | {"deed": "publish"}).status_code == 302

    kept = ProgrammeTemplate.objects.get(code="candidate_110")
    assert (kept.windows["execution"], kept.stages[0][1]) == ([25, 98], "Masa DCT")
    new = deed(programme_create, by=kornelis, **programme("Baru", kornelis))
    last = {row.programme_id: row.last_day for row in ProgrammeWindow.objects.filter(phase="execution")}
    assert (last[old.pk], last[new.pk]) == (99, 98)
    assert "Jadwal KPU baru" in client.get(address).content.decode()
    change = PartyTextChange.objects.get()
    assert (change.kind, change.key, change.actor) == (PartyText.TEMPLATE, "candidate_110", nation)


def programme(name: str, coordinator: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "unit": coordinator.scope.unit,
        "coordinator": coordinator,
        "name": name,
        "template": ProgrammeTemplate.objects.get(code="candidate_110"),
        "starts_on": today,
        "ends_on": today + timedelta(days=110),
    }


def test_a_template_out_of_order_is_refused_with_what_was_typed(client_of, deed, nation):
    client, address = client_of(nation), path("template_edit", "six_months")
    said = form_of(client, address) | {"reason": "Coba", "rapport_last": "0", "name": "Enam bulan", "deed": "publish"}

    answer = client.post(address, said)

    assert answer.status_code == 422
    assert "Hari terakhir harus sesudah" in answer.content.decode()
    assert 'value="Enam bulan"' in answer.content.decode()
    six = ProgrammeTemplate.objects.get(code="six_months")
    with pytest.raises(RuleError, match="Belum ada yang berubah"):
        deed(template_save, by=nation, template=six, reason="Sama saja")
    with acting_as(nation):
        PartyTextChange.objects.create(kind="template", key="six_months", after={}, reason="Pleno", actor=nation)
        with pytest.raises(IntegrityError, match="six phases"), transaction.atomic():
            ProgrammeTemplate.objects.filter(code="six_months").update(windows={"rapport": [0, 4]})


def test_a_new_template_is_offered_at_once(client_of, nation):
    client = client_of(nation)
    said = form_of(client, path("template_edit", "six_months")) | {"name": "Empat bulan", "reason": "Uji coba"}
    said |= {"days": "190", "evaluation_last": "190", "deed": "publish"}

    assert client.post(path("template_add"), said).status_code == 302

    made = ProgrammeTemplate.objects.get(name="Empat bulan")
    assert (made.code, made.is_offered, made.days) == ("empat_bulan", True, 190)
    assert "sudah ada" in client.post(path("template_add"), said).content.decode()


def test_old_lines_stay_as_they_were(deed, nation):
    before = list(GuideText.objects.filter(edition="2026-1").values_list("text", flat=True))
    deed(edition_publish, by=nation, kind="learners", lines=changed("learners")[1:], reason="Lebih ringkas")

    assert list(GuideText.objects.filter(edition="2026-1").values_list("text", flat=True)) == before
    assert len(lines_of("learners", NEXT)) == len(lines_of("learners", "2026-1")) - 1
    assert ClauseText.objects.values("edition").distinct().count() == 1
