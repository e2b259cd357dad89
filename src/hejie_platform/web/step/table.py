"""Which form and which action belong to a step, and which step has a page of its own elsewhere.

`OWN` leads a reader to the page of another room; what is posted at the door is handed to that page, so that one form and one
action serve both ways in. `DOORS` holds the steps that are taken here with more than words; every other step of the tables
is plain. No step is without an answer: what only the clock or the system takes is refused by role before anything is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from django.urls import reverse

from hejie_platform.agreements import queries
from hejie_platform.agreements.access import HeldRow
from hejie_platform.core import clock
from hejie_platform.intake import queries as intake
from hejie_platform.mediation import table
from hejie_platform.mediation.queries import table as mediation
from hejie_platform.negotiation import queries as talks

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Door:
    """A step that is taken here: the kind of its form, and what it needs beside words."""

    form: str = "plain"  # plain | days | choose | authority | court | court_end | holder
    needs_words: bool = False
    needs_paper: bool = False


PLAIN: Final = Door()
WORDS: Final = Door(needs_words=True)
PAPER: Final = Door(needs_words=True, needs_paper=True)

DOORS: Final[Mapping[Key, Door]] = MappingProxyType(
    {
        ("case", "assign"): Door("choose"),
        ("case", "record_authority"): Door("authority", needs_paper=True),
        ("negotiation", "unreachable"): WORDS,
        ("negotiation", "grant_standstill"): Door("days"),
        ("negotiation", "transfer"): Door("holder", needs_words=True, needs_paper=True),
        ("negotiation", "change_creditor"): Door("holder", needs_words=True, needs_paper=True),
        ("negotiation", "record_proceeding"): Door("court", needs_paper=True),
        ("negotiation", "end_proceeding"): Door("court_end"),
        ("mediation", "end_unreachable"): WORDS,
        ("agreement", "fail"): WORDS,
        ("agreement", "set_aside"): PAPER,
        ("obligation", "contest"): WORDS,
        ("obligation", "reverse"): PAPER,
    }
)


def door_of(machine: str, step: str) -> Door:
    """What the step asks for here."""
    return DOORS.get((machine, step), PLAIN)


# --- pages of other rooms ---------------------------------------------------------------------------

Address = Callable[[HeldRow], str]


def _page(name: str) -> Address:
    """A page whose address is the row's reference."""
    return lambda held: reverse(name, args=[held.row.ref])


def _party(name: str) -> Address:
    """The same, for the two sides; whoever else takes the step takes it here."""
    return lambda held: "" if held.side == "neutral" else reverse(name, args=[held.row.ref])


def _talks(name: str, desk: str = "") -> Address:
    """A page of the talks, at the lender's desk (under its name there) or in the room."""

    def address(held: HeldRow) -> str:
        place, page = ("lender", desk or name) if held.is_lender_side else ("room", name)
        return reverse(f"{place}:{page}", args=[held.row.the_negotiation.ref])

    return address


def _room(name: str) -> Address:
    """A page of the borrower's side of the talks; the lender's side takes the step here."""
    return lambda held: "" if held.is_lender_side else reverse(f"room:{name}", args=[held.row.ref])


def _offer(name: str) -> Address:
    def address(held: HeldRow) -> str:
        place = "lender" if held.is_lender_side else "room"
        return reverse(f"{place}:{name}", args=[held.row.the_negotiation.ref, held.row.number])

    return address


def _desk(name: str) -> Address:
    return lambda held: reverse(f"lender:{name}", args=[held.row.ref])


def _payment_back(held: HeldRow) -> str:
    """The page that takes the newest word against a repayment back; none where nothing was said."""
    said = [] if held.is_lender_side else talks.open_disputes(held.row)
    return reverse("room:payment_back", args=[held.row.ref, said[-1].ref]) if said else ""


def _act(held: HeldRow) -> str:
    """The page of the act that waits; none where nothing waits."""
    waiting = queries.waiting_act_ref(held.row)
    return reverse("lender:act", args=[held.row.ref, waiting]) if waiting and held.is_lender_side else ""


def _duty(held: HeldRow) -> str:
    return reverse("agreement:duty", args=[held.row.agreement.ref, held.row.ref])


def _caucus(held: HeldRow) -> str:
    """One's own sealed conversation; the mediator's way begins with the borrower's."""
    mine = table.table_for(held.user, held.row.ref, now=clock.now()).mine
    return reverse("table:caucus", args=[held.row.ref, mine[0] if mine else table.BORROWER])


def _open_proposal(held: HeldRow) -> str:
    """The proposal that waits for answers; the list where none does."""
    found = mediation.open_proposal(held.row)
    own = ("table:proposal", [held.row.ref, found]) if found else ("table:proposals", [held.row.ref])
    return reverse(own[0], args=own[1])


def _open_minutes(held: HeldRow) -> str:
    """The minutes that are not final yet; the list where there are none."""
    found = mediation.open_minutes(held.row)
    own = ("table:one_minutes", [held.row.ref, found]) if found else ("table:minutes", [held.row.ref])
    return reverse(own[0], args=own[1])


def _rows(place: str) -> Address:
    """The row that most needs a look; the list where no statement was read."""

    def address(held: HeldRow) -> str:
        key = intake.first_row(held.row)
        return (
            reverse(f"{place}:row", args=[held.row.ref, key])
            if key
            else reverse(f"{place}:rows", args=[held.row.ref])
        )

    return address


def _consent(held: HeldRow) -> str:
    lender = queries.first_lender_ref(held.row)
    return reverse("apply:consent", args=[held.row.ref, lender]) if lender else ""


def _consent_end(held: HeldRow) -> str:
    sheet = queries.first_consent_ref(held.row)
    return reverse("apply:consent_end", args=[held.row.ref, sheet]) if sheet else ""


OWN: Final[Mapping[Key, Address]] = MappingProxyType(
    {
        ("case", "open"): lambda held: reverse("apply:begin"),
        ("case", "save"): _page("apply:cause"),
        ("case", "add_paper"): _page("apply:paper_new"),
        ("case", "correct_rows"): _rows("apply"),
        ("case", "judge_rows"): _rows("review"),
        ("case", "judge_forecast"): _page("review:forecast"),
        ("case", "tell_savings"): _page("apply:savings"),
        ("case", "submit"): _page("apply:submit"),
        ("case", "return"): _page("review:return"),
        ("case", "admit"): _page("review:admit"),
        ("case", "decline"): _page("review:decline"),
        ("case", "classify"): _page("review:classify"),
        ("case", "update"): _page("case:change"),
        ("case", "share"): _consent,
        ("case", "end_share"): _consent_end,
        ("negotiation", "ask"): _desk("ask"),
        ("negotiation", "answer"): _page("room:answer"),
        ("negotiation", "refuse"): _desk("refuse"),
        ("negotiation", "refuse_curable"): _desk("refuse"),
        ("negotiation", "state_facts"): _desk("state"),
        ("negotiation", "dispute_fact"): _talks("dispute", "keep"),
        ("negotiation", "undispute_payment"): _payment_back,
        ("negotiation", "agree_facts"): _talks("facts", "adopt"),
        ("negotiation", "message"): _talks("messages"),
        ("negotiation", "approve_act"): _act,
        ("negotiation", "return_act"): _act,
        ("negotiation", "withdraw_act"): _act,
        ("offer", "put"): _talks("offer_new"),
        ("offer", "counter"): _talks("offer_new"),
        ("offer", "replace"): _talks("offer_new"),
        ("offer", "accept"): _offer("accept"),
        ("mediation", "ask"): lambda held: reverse("mediation:ask", args=[held.parent.ref]),
        ("mediation", "consent"): _page("mediation:consent"),
        ("mediation", "step_out"): _page("mediation:decline"),
        ("mediation", "end_refused"): _page("mediation:decline"),
        ("mediation", "end_withdrawn"): _page("mediation:leave"),
        ("mediation", "rank"): _page("mediation:rank"),
        ("mediation", "appoint"): _page("mediation:appoint"),
        ("mediation", "accept_appointment"): _page("mediation:accept"),
        ("mediation", "decline_appointment"): _page("mediation:not_me"),
        ("mediation", "disclose"): _page("mediation:ties"),
        ("mediation", "object"): _page("mediation:object"),
        ("mediation", "recuse"): _page("mediation:not_me"),
        ("mediation", "replace"): _page("mediation:decide"),
        ("mediation", "start"): _page("mediation:start"),
        ("mediation", "extend"): _page("mediation:time"),
        ("mediation", "say"): _page("table:joint"),
        ("mediation", "caucus"): _caucus,
        ("mediation", "note"): _page("table:notes"),
        ("mediation", "schedule"): _page("table:meeting_new"),
        ("mediation", "propose"): _page("table:proposal_new"),
        ("mediation", "answer_proposal"): _open_proposal,
        ("mediation", "minute"): _page("table:minutes_new"),
        ("mediation", "confirm_minutes"): _open_minutes,
        ("agreement", "sign"): _page("agreement:sign"),
        ("agreement", "ask_variation"): _page("agreement:change"),
        ("agreement", "record_enforceability"): _page("papers:record"),
        ("agreement", "breach"): _party("keeping:breach"),
        ("obligation", "claim"): _duty,
    }
)

# Where a reader goes after a step, and back to without taking it.
HOMES: Final[Mapping[str, Address]] = MappingProxyType(
    {
        "case": lambda held: reverse("home:enter"),
        "negotiation": _talks("home", "talks"),
        "mediation": _page("mediation:home"),
        "offer": _talks("offers"),
        "agreement": _page("agreement:home"),
        "obligation": lambda held: reverse("agreement:payments", args=[held.row.agreement.ref]),
    }
)


def home_of(held: HeldRow) -> str:
    """The page of the row for this reader; staff without one go to their own start."""
    if not (held.is_borrower_side or held.is_lender_side):
        return reverse("home:enter")
    beside = replace(held, row=held.parent, parent=None) if held.row._state.adding else held
    return HOMES[beside.row.MACHINE](beside)


def own_page(held: HeldRow, step: str) -> str:
    """The page of the step in another room; "" where it is taken here."""
    address: Any = OWN.get((held.row.MACHINE, step))
    return address(held) if address else ""
