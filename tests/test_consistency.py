"""Rules that hold over the whole house. Each was broken once to see it fail."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import CheckConstraint, Q

from accounts.scoping import ScopedModel, ScopedQuerySet
from core import roles
from core.rls import ProtectedModels
from kaderisasi import celery_app

OURS = {"core", "regions", "accounts", "cadres", "mentoring", "evaluations", "partnerships", "dashboards", "kaderisasi"}
# Tables without a person in them.
IMPERSONAL = {
    "regions_party",
    "regions_area",
    "regions_unit",
    "regions_unitlabel",
    "regions_holiday",
    "cadres_affiliatedbody",
    "cadres_affiliatedbodyevent",
    "cadres_level",
    "cadres_levelevent",
    "cadres_requirementset",
    "cadres_requirement",
    "cadres_election",
    "cadres_electionstage",
    "cadres_chamber",
    "cadres_electoraldistrict",
    "cadres_districtarea",
    "cadres_appointmentarea",
    "cadres_quotarule",
    "cadres_selectioncriterion",
    "cadres_channel",
    "cadres_careerpath",
    "cadres_careerneed",
    "mentoring_programmetemplate",  # a pattern of the party
    "cadres_training",  # a title, a place and a time; who comes is in cadres_trainingregistration
    "mentoring_guidetext",
    "mentoring_rubric",
    "mentoring_rubricitem",
    "accounts_processingpurpose",
    "mentoring_clausetext",
    "evaluations_instrument",  # questions, not answers
    "evaluations_instrumentitem",
    "evaluations_instrumentpart",
    "evaluations_pdltterms",
    "evaluations_rollupdirty",
    "evaluations_rollupstate",
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "core_cache",
}
OWN_MODELS = [
    m
    for m in apps.get_models()
    if m.__module__.split(".")[0] in OURS and not m._meta.proxy and not hasattr(m, "pgh_tracked_model")
]
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def query(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_about_people_is_behind_row_security():
    found = dict(
        query(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
    )

    open_tables = {name for name, protected in found.items() if not protected}

    assert open_tables - set(ProtectedModels.EXEMPT) - IMPERSONAL == set()
    assert set(ProtectedModels.EXEMPT) & {name for name, protected in found.items() if protected} == set()


@pytest.mark.django_db
def test_no_view_or_materialised_view_goes_round_row_security():
    assert query("SELECT relname FROM pg_class WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace") == []


@pytest.mark.django_db
def test_history_and_logs_cannot_be_rewritten():
    tables = [
        row[0]
        for row in query(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "AND (relname ~ '(_|[a-z])event$|transition|signature' OR relname = 'accounts_sensitiveread')"
        )
    ]
    rights = [
        (table, role, privilege)
        for table in tables
        for role in (roles.APP, roles.DATA, *roles.ENTERED_ROLES)
        for privilege in ("UPDATE", "DELETE", "TRUNCATE")
        if query(f"SELECT has_table_privilege('{role}', '{table}', '{privilege}')")[0][0]
    ]

    assert len(tables) >= 15
    assert rights == []


def test_every_model_with_a_unit_is_reached_through_for_user():
    scoped = [m for m in apps.get_models() if issubclass(m, ScopedModel) and not m._meta.proxy]

    assert [m for m in scoped if not isinstance(m._default_manager.all(), ScopedQuerySet)] == []
    assert len(scoped) >= 15


@pytest.mark.django_db
def test_every_scoped_table_fills_its_tier_ids_by_trigger():
    scoped = {
        m._meta.db_table for m in apps.get_models() if issubclass(m, ScopedModel) and "event" not in m.__name__.lower()
    }
    with_trigger = {
        row[0] for row in query("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'set_tier_ids'")
    }

    assert scoped - with_trigger == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_templates_have_no_inline_script_style_or_foreign_address(path: Path):
    text = path.read_text()

    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>", text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text)
    assert not re.search(r"(src|href)=\"(https?:)?//(?!wa\.me/)", text)


def test_no_template_is_unused():
    sources = "\n".join(
        path.read_text()
        for pattern in ("*/**/*.py", "templates/**/*")
        for path in settings.BASE_DIR.glob(pattern)
        if path.is_file() and not {".venv", "var", "tests", ".git"} & set(path.relative_to(settings.BASE_DIR).parts)
    )
    # Templates that Django and allauth look up by name.
    looked_up = re.compile(r"^(\d{3}(_csrf)?\.html|account/|allauth/|mfa/|bootstrap5/)")
    names = [str(path.relative_to(settings.BASE_DIR / "templates")) for path in TEMPLATES]

    assert [name for name in names if not looked_up.match(name) and f'"{name}"' not in sources] == []


def test_every_beat_entry_names_a_task_that_exists():
    celery_app.loader.import_default_modules()

    assert [e["task"] for e in celery_app.conf.beat_schedule.values() if e["task"] not in celery_app.tasks] == []


@pytest.mark.django_db
def test_no_migration_is_pending():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _named(condition: Q) -> set[str]:
    """The fields that a condition speaks of."""
    parts = (_named(child) if isinstance(child, Q) else {child[0].split("__")[0]} for child in condition.children)
    return set().union(*parts)


def test_every_field_with_choices_is_checked_by_the_database():
    unchecked = {
        f"{model._meta.label}.{field.name}"
        for model in OWN_MODELS
        for field in model._meta.local_concrete_fields
        if field.choices
        and not any(
            isinstance(constraint, CheckConstraint) and field.name in _named(constraint.condition)
            for constraint in model._meta.constraints
        )
    }

    assert unchecked == set()


# Rows about people whose changes leave no event, each with its reason.
WITHOUT_HISTORY = {
    "cadres.DisputeClaim": "written once, when the dispute is settled",
    "mentoring.ActionTransition": "a move, written once",
    "mentoring.DiagnosticTransition": "a move, written once",
    "mentoring.GoalTransition": "a move, written once",
    "mentoring.MentorTransition": "a move, written once",
    "mentoring.ConductSignature": "written once",
    "mentoring.CoordinatorContact": "written once",
    "mentoring.MentorTick": "written once",
    "mentoring.ConflictWaiver": "asked for, then decided once: a trigger refuses any other change",
    "mentoring.MatchRun": "a draft, computed anew whenever it is asked for",
    "mentoring.MatchSuggestion": "what a draft said; what became of it is the pairing's history",
    "mentoring.PairingTransition": "a move, written once",
    "mentoring.ProgrammeTransition": "a move, written once",
    "mentoring.SessionTransition": "a move, written once",
    "mentoring.AgreementScan": "a paper, kept once",
    "mentoring.OrientationTick": "written once",
    "mentoring.MentorChange": "written once",
    "mentoring.MentorRequest": "tells itself who asked and who answered",
    "mentoring.OfferLinkUse": "written once",
    "mentoring.OddLogs": "tells itself who explained and who settled; each is written once, kept by a trigger",
    "mentoring.ParafCard": "tells itself who began it and when; the codes before it are void",
    "mentoring.ParafTry": "written once",
    "mentoring.SyncItem": "its words stay as they were sent: a trigger refuses any other change; tells who decided",
    "mentoring.ExitForm": "written once",
    "mentoring.ExitCall": "written once",
    "mentoring.ClosureForm": "written once",
    "mentoring.Handover": "written once",
    "mentoring.ProgrammeWindow": "of a draft; fixed by the database once the programme is open",
    "mentoring.ProgrammeStage": "of a draft; fixed by the database once the programme is open",
    "mentoring.ProgrammeNeed": "of a draft; fixed by the database once the programme is open",
    "mentoring.ProgrammeResource": "something to read, not a fact about anybody",
    "mentoring.ProgrammeHandover": "tells itself who offered and who answered",
    "mentoring.ProgrammeReport": "stays as it was when the programme was closed",
    "cadres.MemberTransition": "a move, written once",
    "cadres.TermTransition": "a move, written once",
    "cadres.PathTransition": "a move, written once",
    "cadres.CandidacyTransition": "a move, written once",
    "cadres.SurveyResult": "written once",
    "partnerships.PartnershipTransition": "a move, written once",
    "partnerships.Review": "written once",
    "partnerships.PartnerLink": "stays as it was given, and tells itself who took it back",
    "accounts.DataRequestMove": "a move, written once",
    "accounts.DataRequest": "its moves are kept",
    "accounts.Consent": "every word of a consent is a row of its own",
    "cadres.Certificate": "stays as it was printed",
    "cadres.Recommendation": "written once",
    "cadres.ColumnMapping": "a remembered proposal, not a fact about anybody",
    "cadres.DuplicatePair": "a question, with who answered it",
    "cadres.MemberMerge": "tells itself what was merged and taken back",
    "cadres.Transfer": "tells itself who asked and who decided",
    "cadres.ImportBatch": "the work of a job, told by its report",
    "cadres.ImportRow": "the work of a job, told by its report",
    "cadres.ExportJob": "the work of a job, told by its report",
    "evaluations.RollupClosing": "written once",
    "evaluations.RollupFlow": "counted anew from the rows at any time",
    "evaluations.RollupMonth": "counted anew from the rows at any time",
    "evaluations.RollupNow": "counted anew from the rows at any time",
    "evaluations.RollupOutcome": "counted anew from the rows at any time",
    "evaluations.RollupProgramme": "counted anew from the rows at any time",
    "evaluations.RollupWait": "counted anew from the rows at any time",
}


def test_every_row_about_people_has_a_history():
    followed = {model.pgh_tracked_model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    scoped = {m for m in OWN_MODELS if issubclass(m, ScopedModel)}

    assert {m._meta.label for m in scoped - followed} == set(WITHOUT_HISTORY)
