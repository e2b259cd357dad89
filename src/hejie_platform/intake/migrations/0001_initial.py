import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hejie_platform.core.fields
import hejie_platform.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("core", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="wish",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("monthly_minor", models.BigIntegerField(null=True)),
                ("instalments", models.PositiveSmallIntegerField(null=True)),
                ("first_due_on", models.DateField(null=True)),
                ("wants_penalty_waived", models.BooleanField(null=True)),
                ("wants_lower_rate", models.BooleanField(null=True)),
                ("wants_higher_limit", models.BooleanField(null=True)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("unknown", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("told_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=30)),
                ("since_on", models.DateField(null=True)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("income_minor", models.BigIntegerField(null=True)),
                ("income_before_minor", models.BigIntegerField(null=True)),
                ("asks_reassessment", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="cases.case"
                    ),
                ),
                ("shown_to", models.ManyToManyField(related_name="+", to="people.organisation")),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimedLoan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("app_name", models.CharField(blank=True, max_length=60)),
                ("creditor_name", models.CharField(blank=True, max_length=120)),
                ("guarantor_name", hejie_platform.core.fields.EncryptedTextField()),
                ("holder_name", models.CharField(blank=True, max_length=120)),
                ("collector_name", models.CharField(blank=True, max_length=120)),
                ("contract_number", hejie_platform.core.fields.EncryptedTextField()),
                ("purpose", models.CharField(blank=True, max_length=20)),
                ("method", models.CharField(blank=True, max_length=20)),
                ("currency", models.CharField(default="CNY", max_length=3)),
                ("principal_minor", models.BigIntegerField(null=True)),
                ("balance_minor", models.BigIntegerField(null=True)),
                ("annual_rate", models.CharField(blank=True, max_length=20)),
                ("instalment_minor", models.BigIntegerField(null=True)),
                ("instalments", models.PositiveSmallIntegerField(null=True)),
                ("contract_on", models.DateField(null=True)),
                ("matures_on", models.DateField(null=True)),
                ("overdue_since", models.DateField(null=True)),
                ("unknown", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="loans", to="cases.case"
                    ),
                ),
                (
                    "creditor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loans",
                        to="cases.negotiation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("principal_minor__isnull", True),
                                ("principal_minor__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("balance_minor__isnull", True), ("balance_minor__gte", 0), _connector="OR"
                            ),
                        ),
                        name="claimedloan_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Classification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cause", models.CharField(max_length=30)),
                ("track", models.CharField(max_length=20)),
                ("list_version", models.CharField(max_length=20)),
                ("reason", hejie_platform.core.fields.EncryptedTextField()),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="cases.case",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("track__in", ("contract", "ability", "information"))),
                        name="classification_track",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("purpose", models.CharField(max_length=30)),
                ("items", models.JSONField()),
                ("sheet_version", models.CharField(max_length=20)),
                ("given_at", models.DateTimeField()),
                ("until_day", models.DateField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="cases.case"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("case", "recipient"),
                        name="consent_one_in_force",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("asked_at", models.DateTimeField()),
                ("answer", models.CharField(default="credit_outside_hardship", max_length=30)),
                ("answer_words", hejie_platform.core.fields.EncryptedTextField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_requests",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("higher_limit", "refinance"))),
                        name="creditrequest_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "answer__in",
                                ("credit_outside_hardship", "credit_ask_lender_later", "credit_ask_adviser"),
                            )
                        ),
                        name="creditrequest_never_granted",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("case", "kind"),
                        name="creditrequest_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("name", hejie_platform.core.fields.EncryptedTextField()),
                ("filed_at", models.DateTimeField()),
                ("state", models.CharField(default="stored", max_length=20)),
                ("source", models.CharField(blank=True, max_length=40)),
                ("reading", hejie_platform.core.fields.EncryptedJSONField(null=True)),
                ("notes", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="cases.case"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "loan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="intake.claimedloan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("stored", "needs_password", "read", "not_read"))),
                        name="evidenceitem_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Guarantee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("consented_at", models.DateTimeField()),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="intake.claimedloan",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="cases.party",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("party", "loan"), name="guarantee_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("role", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
                ("contact", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "contact_hash",
                    hejie_platform.core.fields.HashField(blank=True, db_index=True, max_length=64),
                ),
                ("name", hejie_platform.core.fields.EncryptedTextField()),
                ("loan", hejie_platform.core.fields.EncryptedJSONField(default=dict)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "contract_hash",
                    hejie_platform.core.fields.HashField(blank=True, db_index=True, max_length=64),
                ),
                (
                    "code_hash",
                    hejie_platform.core.fields.HashField(db_index=True, max_length=64, unique=True),
                ),
                ("until", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("joined_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="cases.case",
                    ),
                ),
                (
                    "claimed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.claimedloan",
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lender",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                ("loans", models.ManyToManyField(related_name="+", to="intake.claimedloan")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("scope", models.CharField(max_length=20)),
                ("until_day", models.DateField()),
                ("named_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.CharField(blank=True, max_length=10)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandate",
                        to="cases.authority",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="cases.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandate",
                        to="intake.invitation",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decision", ""), ("decided_at__isnull", False), _connector="XOR"),
                        name="mandate_decided_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hejie_platform.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=hejie_platform.core.ids.reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("name", hejie_platform.core.fields.EncryptedTextField()),
                ("rows", hejie_platform.core.fields.EncryptedJSONField(default=list)),
                ("faults", hejie_platform.core.fields.EncryptedJSONField(default=list)),
                ("valid", models.PositiveIntegerField()),
                ("bad", models.PositiveIntegerField()),
                ("sends", models.BooleanField(default=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("opened", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "lender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="invitation",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="intake.openingfile",
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("decision", models.CharField(max_length=10)),
                ("parties_confirmed", models.BooleanField(default=False)),
                ("content_confirmed", models.BooleanField(default=False)),
                ("missing", hejie_platform.core.fields.EncryptedJSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="cases.case"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="story",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("cause", models.CharField(blank=True, max_length=30)),
                ("cause_list", models.CharField(blank=True, max_length=20)),
                ("since_on", models.DateField(null=True)),
                ("recovery_on", models.DateField(null=True)),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("unknown", models.JSONField(default=list)),
                ("household_adults", models.PositiveSmallIntegerField(null=True)),
                ("household_children", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recovery_on__isnull", True),
                            ("since_on__isnull", True),
                            ("recovery_on__gte", models.F("since_on")),
                            _connector="OR",
                        ),
                        name="story_recovery_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("amount_minor", models.BigIntegerField(null=True)),
                ("note", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_answers",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "code"), name="budgetanswer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_minor__isnull", True), ("amount_minor__gte", 0), _connector="OR"
                        ),
                        name="budgetanswer_not_negative",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ("borrower", "representative", "guarantor"))),
                name="invitation_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("contract_hash", ""), _negated=True)
                ),
                fields=("lender", "contract_hash"),
                name="invitation_one_for_a_contract",
            ),
        ),
    ]
