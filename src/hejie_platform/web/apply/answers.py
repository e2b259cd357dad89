"""Stored answers as people read them: for the check page, the desk and the pages of a case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hejie_platform.core import formats
from hejie_platform.intake.queries import Application, Field
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.apply import questions
from hejie_platform.web.apply.forms import CHOICES, TABLES, YES_NO

NOT_TOLD = gettext_lazy("Not told yet")
UNKNOWN = gettext_lazy("I don't know")


def shown(one: Field, row: Any) -> str | Promise:
    """The answer of one field in words."""
    value = getattr(row, one.name)
    if value in (None, ""):
        return UNKNOWN if one.name in row.unknown else NOT_TOLD
    return CHOICES[one.name].get(value, value) if one.kind == "choice" else _SHOWN.get(one.kind, str)(value)


_SHOWN: Mapping[str, Any] = {
    "day": formats.day_text,
    "lender": name_of,
    "money": formats.money_text,
    "rate": formats.rate_text,
    "yes_no": lambda value: dict(YES_NO)["yes" if value else "no"],
}


def facts_about(
    about: str, row: Any, *, ref: str, loan: str = "", change: bool = True
) -> Iterator[parts.Fact]:
    """Every field of the story, the wish or a loan, each with the address where it is changed."""
    for question in questions.ALL[about]:
        page = f"apply:loan_{question.name}" if about == "loan" else f"apply:{question.name}"
        href = reverse(page, args=[ref, loan] if loan else [ref]) + "?back=check" if change else ""
        for name, ask in question.asks.items():
            if name != "creditor_name" or getattr(row, name):
                yield parts.Fact(_label(question, name, ask), _answer(about, name, row), href)


@dataclass(frozen=True, slots=True)
class Told:
    """Every answer of an application in words: the story, each loan with its name, the wish."""

    story: Sequence[parts.Fact]
    loans: Sequence[tuple[str, Sequence[parts.Fact]]]
    wish: Sequence[parts.Fact]


def all_facts(made: Application, *, change: bool) -> Told:
    """The whole application; with `change`, each answer leads to where it is changed."""
    ref = made.case.ref
    return Told(
        story=list(facts_about("story", made.story, ref=ref, change=change)),
        loans=[
            (label_of(loan), list(facts_about("loan", loan, ref=ref, loan=loan.ref, change=change)))
            for loan in made.loans
        ],
        wish=list(facts_about("wish", made.wish, ref=ref, change=change)),
    )


def _label(question: questions.Question, name: str, ask: questions.Ask) -> Any:
    return question.title if len(question.asks) == 1 else ask.label


def _answer(about: str, name: str, row: Any) -> str | Promise:
    if name == "creditor" and row.creditor is None and row.creditor_name:
        return _("Another lender")
    if name == "creditor" and "creditor_name" in row.unknown:
        return UNKNOWN
    return shown(TABLES[about][name], row)


def label_of(loan: Any) -> str:
    """How a loan is called: by its app, else by its lender."""
    creditor = name_of(loan.creditor) if loan.creditor else loan.creditor_name
    return loan.app_name or creditor or _("Loan without a name")


def lender_of(loan: Any) -> str | Promise:
    """The lender of a loan as it is known."""
    return name_of(loan.creditor) if loan.creditor else loan.creditor_name or NOT_TOLD


def total_owed(made: Application) -> int:
    """What all loans with a known balance sum to, in minor units."""
    return sum(loan.balance_minor or 0 for loan in made.loans)
