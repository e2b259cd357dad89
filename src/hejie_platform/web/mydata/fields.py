"""Why each field is asked and how long each kind is kept, for the page: the tables of privacy in the words of the form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.privacy import queries
from hejie_platform.web.apply import questions
from hejie_platform.web.mydata import words
from hejie_platform.web.parts import Text

ROOMS: Mapping[str, Text] = {
    "story": _("What happened"),
    "loan": _("Your loans"),
    "wish": _("The plan you wish for"),
    "budget": _("Income and spending"),
    "paper": _("Papers"),
    "consent": _("What you share"),
    "identity": _("Who you are"),
    "account": _("Your account"),
}
LABELS: Mapping[tuple[str, str], Text] = {
    ("budget", "*"): _("Every line of the budget"),
    ("paper", "kind"): _("What it is"),
    ("paper", "file"): _("The file"),
    ("paper", "password"): _("Its password"),
    ("consent", "items"): _("What a lender may see"),
    ("consent", "until_day"): _("Until when"),
    ("identity", "legal_name"): _("Your legal name"),
    ("identity", "id_number"): _("Your identity number"),
    ("identity", "front"): _("A photo of the front of your card"),
    ("identity", "back"): _("A photo of the back of your card"),
    ("identity", "card_until"): _("Until when the card is valid"),
    ("account", "email"): _("E-mail address"),
    ("account", "phone"): _("Mobile phone number"),
    ("account", "name"): _("What you want to be called"),
}
TABLES: Mapping[str, Iterable[Any]] = {
    "story": questions.STORY,
    "loan": questions.LOAN,
    "wish": questions.WISH,
}


def asked() -> list[tuple[Text, list[tuple[Text, Text, Text]]]]:
    """Room by room: label, purpose, ground."""
    return [
        (ROOMS[about], [_line(about, name, row) for name, row in rows.items()])
        for about, rows in queries.PURPOSES.items()
    ]


def _line(about: str, name: str, row: Any) -> tuple[Text, Text, Text]:
    return _label(about, name), words.PURPOSES[row.purpose], words.GROUNDS[row.ground]


def _label(about: str, name: str) -> Text:
    for question in TABLES.get(about, ()):
        if name in question.asks:
            label: Text = question.asks[name].label
            return label
    return LABELS[(about, name)]


def kept() -> list[dict[str, Any]]:
    """Class by class: how long, from when, what then, by which rule."""
    return [
        {
            "name": words.CLASSES[row.name],
            "months": row.months,
            "from": words.EVENTS[row.event],
            "then": words.ENDS[row.then],
            "force": words.FORCE[row.force],
            "why": words.WHY[row.name],
        }
        for row in queries.CLASSES.values()
    ]
