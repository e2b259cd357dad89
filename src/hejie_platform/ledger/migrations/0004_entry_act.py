from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_append_only")]

    # Empty in older entries, which stay as they are: the table is append-only.
    operations = [
        migrations.AddField(model_name="entry", name="act", field=models.CharField(max_length=120, null=True))
    ]
