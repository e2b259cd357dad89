from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mediation", "0002_rooms"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="is_reason",
            field=models.BooleanField(default=False),
        ),
    ]
