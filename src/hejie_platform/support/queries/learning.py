"""What a person has read and prepared. Their own rows alone."""

from hejie_platform.people.models import User
from hejie_platform.support.models import LessonRead, Preparation


def lessons_read(person: User) -> frozenset[str]:
    """The names of the lessons that this person marked as read."""
    return frozenset(LessonRead.objects.filter(person=person).values_list("lesson", flat=True))


def preparation_of(person: User) -> Preparation | None:
    """This person's own sheet."""
    return Preparation.objects.filter(person=person).first()
