"""The one question of each stage, and what the answers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

QUESTIONS: Mapping[str, Text] = {
    "submission": _("How easy was it to hand in the application?"),
    "review": _("How fair was the review?"),
    "offer": _("How well could you follow the offers?"),
    "mediation": _("How well did the mediator listen to both sides?"),
    "signing": _("How well did you understand what you signed?"),
    "completion": _("All in all: how did it go?"),
}
SCORES: tuple[tuple[str, Text], ...] = (
    ("5", _("Very good")),
    ("4", _("Good")),
    ("3", _("So-so")),
    ("2", _("Not good")),
    ("1", _("Bad")),
)
