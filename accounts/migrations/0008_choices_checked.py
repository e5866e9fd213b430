"""Every choice of accounts is checked by the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_privacy"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["app", "paper", "voice", "phone"])), name="datarequest_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequestmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_value__in", ["", "received", "identified", "in_process", "fulfilled", "refused"]),
                    ("to_value__in", ["received", "identified", "in_process", "fulfilled", "refused"]),
                ),
                name="datarequestmove_states",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(condition=models.Q(("language__in", ["id", "en"])), name="user_language"),
        ),
    ]
