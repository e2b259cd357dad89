"""On which days before a payment somebody is reminded: as they chose, else as the platform does by itself."""

from typing import Final

from hejie_platform.agreements.models import ReminderChoice
from hejie_platform.people.models import User

AHEAD: Final = (3, 0)  # days before the due day, for who has not chosen
CHOICES: Final = (14, 7, 3, 1, 0)


def days_of(person: User) -> tuple[int, ...]:
    """The days before a payment on which this person is reminded; none is a choice too."""
    chosen = ReminderChoice.objects.filter(user=person).first()
    return tuple(chosen.days) if chosen else AHEAD
