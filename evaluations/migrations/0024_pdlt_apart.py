"""PDLT keeps apart what belongs apart: a province leaves items in their part, an assessor is no mentor (DOMAIN §§5, 8)."""

from importlib import import_module

from django.db import migrations

frozen = import_module("evaluations.migrations.0015_pdlt_terms")
conflicts = import_module("mentoring.migrations.0025_conflict_guards")

# An item weighs as its part does: a province's copy has its own parts, so they are compared by their codes.
KEPT = "= to_jsonb(b) - ARRAY['id', 'instrument_id', 'part_id', 'place']"
SAME_PART = f"""{KEPT}
                    AND (SELECT p.code FROM evaluations_instrumentpart p WHERE p.id = i.part_id)
                        IS NOT DISTINCT FROM (SELECT p.code FROM evaluations_instrumentpart p WHERE p.id = b.part_id)"""
INSTRUMENTS = frozen.INSTRUMENTS.replace(KEPT, SAME_PART)

# The other direction says `kad_guard_assessor`. No waiver lifts it: `PDLT` is none of the rules that may be waived.
BROKEN = conflicts.BROKEN.split("CREATE FUNCTION kad_guard_conflicts")[0].replace("CREATE", "CREATE OR REPLACE", 1)
UNION = """        UNION ALL
        SELECT 'R5' FROM"""
ASSESSOR = f"""        UNION ALL
        SELECT 'PDLT' FROM evaluations_pdltassessor a
        JOIN evaluations_pdltassessment c ON c.id = a.assessment_id AND c.state <> 'final'
        JOIN cadres_member m ON m.user_id = a.user_id
        WHERE (m.id, c.member_id) IN ((learner, leader), (leader, learner))
{UNION}"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0023_what_counts_and_where"), ("mentoring", "0036_run_numbers")]

    operations = [
        migrations.RunSQL(INSTRUMENTS, frozen.INSTRUMENTS),
        migrations.RunSQL(BROKEN.replace(UNION, ASSESSOR), BROKEN),
    ]
