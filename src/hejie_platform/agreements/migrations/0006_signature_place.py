from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_stepnote_variation_payment_reversed_at_and_more")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="place",
            field=models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("agreement", "place"), name="signature_place"),
        ),
    ]
