from django.db import migrations

from motcua.journal import protection


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0012_result_drafts"),
        ("journal", "0001_initial"),
    ]

    operations = [protection.append_only("dossiers_outage")]
