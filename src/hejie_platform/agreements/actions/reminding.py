"""On which days before a payment somebody wants to be reminded. One's own setting: no case, no entry."""

from collections.abc import Collection

from hejie_platform.agreements.facts.reminding import CHOICES
from hejie_platform.agreements.models import ReminderChoice
from hejie_platform.people.models import User


def set_reminder_days(person: User, *, days: Collection[int]) -> None:
    """Keep the days; what is no choice is left out, and none is a choice too."""
    kept = sorted({day for day in days if day in CHOICES}, reverse=True)
    ReminderChoice.objects.update_or_create(user=person, defaults={"days": kept})
