import uuid

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
            name="OwnPhrase",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="own_phrase",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("phrase", hejie_platform.core.fields.EncryptedTextField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="preparation",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cause", models.CharField(max_length=20)),
                ("answers", hejie_platform.core.fields.EncryptedJSONField()),
                ("saved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Complaint",
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
                ("state", models.CharField(default="received", max_length=12)),
                ("version", models.PositiveIntegerField(default=0)),
                ("caller", hejie_platform.core.fields.EncryptedJSONField()),
                ("about", models.CharField(max_length=12)),
                ("about_words", hejie_platform.core.fields.EncryptedTextField()),
                ("topic", models.CharField(max_length=20)),
                ("happened_on", models.DateField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("wish", models.CharField(max_length=20)),
                ("wish_words", hejie_platform.core.fields.EncryptedTextField()),
                ("handler_is_of_theirs", models.BooleanField(default=False)),
                ("received_at", models.DateTimeField()),
                ("accept_due_at", models.DateTimeField(null=True)),
                ("accept_late_at", models.DateTimeField(null=True)),
                ("answer_due_at", models.DateTimeField(null=True)),
                ("answer_late_at", models.DateTimeField(null=True)),
                ("is_provisional", models.BooleanField(default=False)),
                ("is_complex", models.BooleanField(default=False)),
                ("extended_at", models.DateTimeField(null=True)),
                ("extension_words", hejie_platform.core.fields.EncryptedTextField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("hearing_due_at", models.DateTimeField(null=True)),
                ("return_reason", models.CharField(blank=True, max_length=20)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("answer", hejie_platform.core.fields.EncryptedTextField()),
                ("routes", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "about_organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "about_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="cases.case",
                    ),
                ),
                (
                    "complainant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="support.complaint",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="cases.negotiation",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "answer_due_at"], name="complaint_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("received", "accepted", "escalated", "answered", "returned", "withdrawn"),
                            )
                        ),
                        name="complaint_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complainant__isnull", False), ("recorder__isnull", False), _connector="OR"
                        ),
                        name="complaint_from_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handler__isnull", True),
                            ("about_person__isnull", True),
                            models.Q(("handler", models.F("about_person")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_handler_is_not_its_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_answer_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintPaper",
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
                ("name", hejie_platform.core.fields.EncryptedTextField()),
                ("filed_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="support.complaint",
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
            ],
        ),
        migrations.CreateModel(
            name="ContactEntry",
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
                ("side", models.CharField(max_length=10)),
                ("noted_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("channel", models.CharField(max_length=10)),
                ("reached", models.CharField(default="debtor", max_length=10)),
                ("was_answered", models.BooleanField(default=True)),
                ("hour_was_agreed", models.BooleanField(default=False)),
                ("conduct", models.JSONField(default=list)),
                ("number", hejie_platform.core.fields.EncryptedTextField()),
                ("said_to_be", hejie_platform.core.fields.EncryptedTextField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("file_name", hejie_platform.core.fields.EncryptedTextField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="cases.case"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="cases.negotiation",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-at"], name="contactentry_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("borrower", "lender"))), name="contactentry_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("noted_at"))), name="contactentry_not_ahead"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionReport",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("found", hejie_platform.core.fields.EncryptedJSONField(default=list)),
                ("law_version", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField()),
                ("is_provisional", models.BooleanField(default=False)),
                ("late_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("answer", hejie_platform.core.fields.EncryptedTextField()),
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
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collection_reports",
                        to="cases.negotiation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.complaint",
                    ),
                ),
                ("entries", models.ManyToManyField(related_name="reports", to="support.contactentry")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("outcome", "")),
                            models.Q(
                                ("answered_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="collectionreport_answer_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("stage", models.CharField(max_length=12)),
                ("side", models.CharField(max_length=10)),
                ("score", models.PositiveSmallIntegerField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("on_day", models.DateField()),
                ("mark", hejie_platform.core.fields.HashField(db_index=True, max_length=64, unique=True)),
            ],
            options={
                "indexes": [models.Index(fields=["stage", "side", "on_day"], name="feedback_stage")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="feedback_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("borrower", "lender", "mediation"))),
                        name="feedback_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LawText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(max_length=8)),
                ("rule", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                ("plain", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("country", "rule"), name="lawtext_once")],
            },
        ),
        migrations.CreateModel(
            name="LessonRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson", models.CharField(max_length=30)),
                ("read_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lessons_read",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "lesson"), name="lessonread_once")],
            },
        ),
        migrations.CreateModel(
            name="PayersSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_version", models.CharField(max_length=20)),
                ("shown", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("seen_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payers_seen",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person", "digest"), name="payersseen_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("state", models.CharField(default="asked", max_length=10)),
                ("version", models.PositiveIntegerField(default=0)),
                ("topic", models.CharField(max_length=20)),
                ("items", models.JSONField(default=list)),
                ("share_until", models.DateField(null=True)),
                ("share_ended_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("late_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("helped", models.PositiveSmallIntegerField(null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="cases.case",
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["house", "state", "due_at"], name="question_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("asked", "taken", "answered", "ended"))),
                        name="question_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("share_until__isnull", False)),
                            ("items", []),
                            _connector="OR",
                        ),
                        name="question_shares_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("helped__isnull", True),
                            models.Q(("helped__gte", 1), ("helped__lte", 5)),
                            _connector="OR",
                        ),
                        name="question_helped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("rules", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said",
                        to="support.question",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("asker", "adviser"))), name="questionwords_side"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(max_length=20)),
                ("note_version", models.CharField(max_length=20)),
                ("read_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes_read",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "note", "note_version"), name="staffread_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="support.complaint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("complainant", "subject"))), name="statement_side"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspicion",
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
                ("at", models.DateTimeField()),
                ("code", models.CharField(blank=True, max_length=40)),
                ("channel", models.CharField(max_length=10)),
                ("number", hejie_platform.core.fields.EncryptedTextField()),
                ("words", hejie_platform.core.fields.EncryptedTextField()),
                ("reach", hejie_platform.core.fields.EncryptedTextField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("verdict", models.CharField(blank=True, max_length=10)),
                ("note", hejie_platform.core.fields.EncryptedTextField()),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ("", "ours", "not_ours", "unclear"))),
                        name="suspicion_verdict",
                    )
                ],
            },
        ),
    ]
