"""What a person has learned and prepared: lessons read, and the sheet for the talks, which is theirs alone."""

from django.db import models

from hejie_platform.core import fields
from hejie_platform.people.models import User


class LessonRead(models.Model):
    """A signed-in person says that they have read a lesson."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lessons_read")
    lesson = models.CharField(max_length=30)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="lessonread_once", fields=["person", "lesson"])]


class Preparation(models.Model):
    """One's own sheet for the talks: cause, aims, the point at which to stop, notes. No desk and no lender sees it."""

    person = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="preparation"
    )
    cause = models.CharField(max_length=20)
    answers = fields.EncryptedJSONField()  # goal, stop, notes
    saved_at = models.DateTimeField()
