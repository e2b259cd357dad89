"""What the pages of advice call topics, stages and what is shared."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.parts import Badge

Text = str | Promise
TOPICS: Mapping[str, Text] = {
    "plan": _("A plan or an offer"),
    "contract": _("The contract or an amount"),
    "collection": _("Calls and letters of collectors"),
    "court": _("Court, enforcement, time limits"),
    "credit": _("Credit records"),
    "work": _("Work, income, family"),
    "other": _("Something else"),
}
ITEMS: Mapping[str, Text] = {
    "hardship": _("What happened, since when, and when you hope it gets better"),
    "story_words": _("Your story in your own words"),
    "budget_totals": _("The totals of your household budget"),
    "own_loans": _("Your loans, with their lenders and amounts"),
}
STATES: Mapping[str, Badge] = {
    "asked": Badge(_("Waits for an adviser"), "info", "clock"),
    "taken": Badge(_("An adviser has it"), "info", "people"),
    "answered": Badge(_("Answered"), "done", "check"),
    "ended": Badge(_("Ended"), "quiet", "pause"),
}
HELPED: tuple[tuple[str, Text], ...] = (
    ("", _("I would rather not say")),
    ("5", _("Very much")),
    ("4", _("Much")),
    ("3", _("Somewhat")),
    ("2", _("A little")),
    ("1", _("Not at all")),
)
