"""What a light says is kept whole, with the day its figure spoke of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_clock")]

    operations = [
        migrations.RemoveField(model_name="lightrecord", name="reason"),
        migrations.AddField(
            model_name="lightrecord",
            name="light",
            field=models.JSONField(default=dict, verbose_name="理由"),
        ),
        migrations.AddField(
            model_name="lightrecord",
            name="about",
            field=models.DateField(blank=True, null=True, verbose_name="数据截至"),
        ),
    ]
