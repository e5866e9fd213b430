"""Draft runs are numbered within their programme."""

from django.db import migrations, models

NUMBERS = """
UPDATE mentoring_matchrun r SET number = counted.number
FROM (SELECT id, row_number() OVER (PARTITION BY programme_id ORDER BY asked_at, id) AS number
      FROM mentoring_matchrun) counted
WHERE counted.id = r.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0035_plans_confirmed")]
    operations = [
        migrations.AddField(
            model_name="matchrun",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, help_text="Within the programme, from 1."),
        ),
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="matchrun_number_once"),
        ),
    ]
