"""What the components show, as plain values: a view builds these, a template tag of `hejie` draws each.

Labels are translated texts; money is whole minor units; days are dates. Nothing here asks the database.
Tones are few and mean the same everywhere: your_turn (amber), info (blue), done (green), stop (brick red,
only for what went wrong or destroys), quiet (grey).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["your_turn", "info", "done", "stop", "quiet"]
CellKind = Literal["text", "money", "day", "count"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, until when, what to do, and what happens if nobody does anything."""

    is_yours: bool
    sentence: Text  # "Choose a plan or answer the offer." / "The lender reads your application."
    until: date | datetime | None = None
    href: str = ""
    label: Text = ""
    consequence: Text = ""  # "If you do nothing, ..."
    rests: bool = False  # every time limit stands still: there is no day, and nothing follows from waiting

    def at_rest(self) -> "Turn":
        """The same turn while all time limits stand still."""
        return replace(self, until=None, consequence="", rests=True)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list. `state`: todo, started, done, or locked (with the reason in `hint`)."""

    label: Text
    href: str = ""
    state: Literal["todo", "started", "done", "locked"] = "todo"
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One station of the step line. `when` is a day, or words such as "about 10 days"."""

    label: Text
    state: Literal["done", "here", "ahead"] = "ahead"
    when: date | Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a summary list: a question and its answer, with a link to change it."""

    label: Text
    value: Any
    change_href: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline."""

    at: datetime
    title: Text
    who: Text = ""
    text: Text = ""
    href: str = ""
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of a room. `is_mine` puts it on the reader's side; `seq` is its place, by which a live page knows it.

    mark: what is particular about it, in few words. file: where what is shown with it can be opened; more: what the reader
    may do with it, as (label, address).
    """

    who: Text
    side: Text
    at: datetime
    text: str
    is_mine: bool = False
    seq: int = 0
    mark: Text = ""
    file: str = ""
    more: tuple[Text, str] | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A status in one word, one colour and one icon."""

    word: Text
    tone: Tone = "quiet"
    icon: str = "info"


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer as both sides see it: its terms in a sentence, then in rows."""

    title: Text
    badge: Badge
    headline: Text
    facts: Sequence[Fact] = ()
    until: date | datetime | None = None
    href: str = ""
    label: Text = ""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan: the sentence first, why it is proposed, then what differs from its neighbours."""

    name: Text
    headline: Text
    reasons: Sequence[Text] = ()
    facts: Sequence[Fact] = ()
    is_recommended: bool = False
    href: str = ""
    label: Text = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """Who can see this page or room, who mediates, and who pays them. Same place, same icon, everywhere."""

    seen_by: Text
    mediator: Text = ""
    paid_by: Text = ""
    is_sealed: bool = False  # a caucus or private notes


@dataclass(frozen=True, slots=True)
class Column:
    label: Text
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. Money columns hold minor units; on a phone each row becomes a small card."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    totals: Sequence[Any] = ()
    is_caption_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    label: Text
    href: str
    is_here: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """Where am I: the pages above this one, outermost first."""

    links: Sequence[tuple[Text, str]] = field(default_factory=tuple)
