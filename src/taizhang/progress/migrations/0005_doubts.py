"""What was doubtful about a report when it was submitted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("progress", "0004_closings")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="doubts",
            field=models.JSONField(blank=True, default=list, verbose_name="上报时的提示"),
        ),
    ]
