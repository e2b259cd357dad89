"""What a row of a step table says, and what a machine is.

A `Step` is one thing that a role may do in some states: where it leads, what it needs, what it sets going. A `State` says
whose turn it is and which clocks run, or why none does. Nothing here decides; `decision` reads the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Audience = Literal["shared", "borrower", "lender", "caucus", "private"]
Unit = Literal["days", "working_days"]

NONE: Final = "none"  # the source of a step that makes the thing
AUDIENCES: Final = ("shared", "borrower", "lender", "caucus", "private")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row: in `sources`, one of `roles` may do it; then the state is `to` (None: it stays).

    needs: names of `needs.NEEDS`, each a claim about the dated rows beside the state.
    clocks: clocks that this step starts, or starts afresh, besides those of the state it enters.
    stops: clocks that it stops although the state stays.
    effects: what the outbox owes afterwards (`effects.EFFECTS`).
    then: steps ("machine.name") that `system` takes in the same action, where they apply.
    audience: whose ledger chain carries the entry. shared: all parties; borrower or lender: that side and the
        platform's desk; caucus: one side and the mediator; private: the side or neutral that acted, alone.
    legal_effect: the actor has first seen the notice on limitation.
    reasons: what may stand beside the new state (or beside the hold that is placed); with one, it is taken unasked.
    plain: nothing but a reason or a note is needed to take it; otherwise it has a form of its own.
    under_hold: still possible while a hold lasts. outside: the operator records it for a creditor that is not on the
        platform. adverse: never taken by a clock against a vulnerable person; a person decides instead.
    """

    machine: str
    name: str
    sources: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]
    audience: Audience = "shared"
    needs: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    legal_effect: bool = False
    plain: bool = True
    under_hold: bool = False
    outside: bool = False
    adverse: bool = False

    @property
    def code(self) -> str:
        """The name of this step in `texts`."""
        return f"step_{self.machine}_{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state: whose turn (`owner`), and why no clock runs if none does (`no_clock`, a code of `texts`)."""

    name: str
    owner: str
    no_clock: str = ""
    is_terminal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """A time limit: it runs in `states`, belongs to `owner`, and at its end something happens.

    on_due: a step of the machine that `clock` takes, or an effect that escalates.
    amount: how many units, where the time is our own service time, or what we take if the named source is silent; None
        if only the source can say. source: "our_rule", "lender_policy", "offer", "agreement", or the id of a law rule;
        `law_value` then names the dated value. Law numbers are never in this package.
    on_entry: it starts when a state of `states` is entered from outside them; otherwise a step starts it.
    only: a claim about the thing ("mediated") without which it does not run.
    """

    machine: str
    name: str
    states: tuple[str, ...]
    owner: str
    unit: Unit
    amount: int | None
    source: str
    on_due: str
    law_value: str = ""
    on_entry: bool = True
    only: str = ""
    doubled_when_vulnerable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """One table: its states, its rows, its clocks."""

    name: str
    states: Mapping[str, State]
    steps: Mapping[str, Step]
    clocks: Mapping[str, ClockRule]
    initial: tuple[str, ...]
    terminal: tuple[str, ...]

    def state_code(self, state: str) -> str:
        """The name of a state in `texts`."""
        return f"state_{self.name}_{self.states[state].name}"
