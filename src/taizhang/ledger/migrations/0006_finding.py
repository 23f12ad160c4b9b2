from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_key")]

    operations = [
        migrations.AddIndex("commitment", models.Index(fields=["title"], name="commitment_by_title")),
        migrations.AddIndex("commitment", models.Index(fields=["value"], name="commitment_by_value")),
        migrations.AddIndex("document", models.Index(fields=["-uploaded_at", "-id"], name="document_newest_first")),
    ]
