"""The task list of an application: what is done, what is left, and about how many minutes that takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.queries import Application, Missing
from hejie_platform.notices.queries import say
from hejie_platform.web import parts

# Where each section of the checklist is filled in: (name of the page, whether the line's reference goes into it).
PLACES: Mapping[str, tuple[str, bool]] = {
    "identity": ("account:identity", False),
    "cause": ("apply:cause", False),
    "since": ("apply:since", False),
    "recovery": ("apply:recovery", False),
    "words": ("apply:words", False),
    "loans": ("apply:loans", False),
    "creditor": ("apply:loan_creditor", True),
    "amounts": ("apply:loan_amounts", True),
    "paper": ("apply:paper_new", False),
    "password": ("apply:paper", True),
    "budget": ("apply:income", False),
    "wish": ("apply:amount", False),
    "consent": ("apply:consent", True),
}


def place(ref: str, line: Missing) -> str:
    """The address where a missing thing is filled in."""
    name, with_ref = PLACES[line.section]
    if line.section == "identity":
        return reverse(name)
    href = reverse(name, args=[ref, line.ref] if with_ref else [ref])
    return f"{href}?kind={line.ref}" if line.section == "paper" else href


def asked_for(made: Application) -> list[tuple[str, str]]:
    """What the reviewer asked for when sending the application back, each with its address."""
    if made.review is None or made.review.decision != "returned":
        return []
    lines = (Missing(one["code"], one["section"], one["ref"], one["facts"]) for one in made.review.missing)
    return [(say(line.code, line.facts), place(made.case.ref, line)) for line in lines]


State = Literal["todo", "started", "done", "locked"]


@dataclass(frozen=True, slots=True)
class Section:
    """One task: its sections of the checklist, its first page, how many minutes it takes."""

    label: str | Promise
    page: str
    sections: tuple[str, ...]
    minutes: int


SECTIONS = (
    Section(_("Prove who you are"), "account:identity", ("identity",), 3),
    Section(_("Tell what happened"), "apply:cause", ("cause", "since", "recovery", "words"), 4),
    Section(_("List your loans"), "apply:loans", ("loans", "creditor", "amounts"), 5),
    Section(_("Hand in papers"), "apply:papers", ("paper", "password"), 5),
    Section(_("Go through your budget"), "apply:income", ("budget",), 4),
    Section(_("Say what you wish for"), "apply:amount", ("wish",), 2),
    Section(_("Decide who may see what"), "apply:consents", ("consent",), 2),
)


def tasks(made: Application) -> list[parts.Task]:
    """The list, each with its state."""
    return [_task(made, section) for section in SECTIONS]


def minutes_left(made: Application) -> int:
    """About how long the rest takes."""
    return sum(section.minutes for section in SECTIONS if _state(made, section) != "done")


def _task(made: Application, section: Section) -> parts.Task:
    first = section.page
    href = reverse(first) if first == "account:identity" else reverse(first, args=[made.case.ref])
    if section.page == "apply:consents" and not made.lenders:
        return parts.Task(section.label, state="locked", hint=_("First list your loans."))
    return parts.Task(section.label, href, _state(made, section))


def _state(made: Application, section: Section) -> State:
    lacking = made.lacks(*section.sections)
    if section.page == "apply:consents" and not made.lenders:
        return "todo"
    if not lacking and not (section.page == "apply:papers" and not made.papers):
        return "done"
    return "started" if _is_begun(made, section.page) else "todo"


def _is_begun(made: Application, page: str) -> bool:
    begun = {
        "apply:cause": bool(made.story.cause or made.story.since_on or made.story.words),
        "apply:loans": bool(made.loans),
        "apply:papers": bool(made.papers),
        "apply:consents": any(one.withdrawn_at is None for one in made.consents),
    }
    return begun.get(page, False)
