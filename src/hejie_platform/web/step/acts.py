"""How each step is taken from the door: the plain action for most, the action of its own for a few.

act_of("agreement", "breach")(held, form, now=now)
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.access import HeldRow
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.core import clock
from hejie_platform.web.step.forms import StepForm

Act = Callable[..., Any]


def act_of(machine: str, step: str) -> Act:
    """The function (held, form, step, now=) that takes the step."""
    return ACTS.get((machine, step), _plain)


def _plain(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    return actions.take_plain_step(held, held.row, step, **form.brought, **form.stamp, now=now)


def _negotiation(held: HeldRow) -> HeldNegotiation:
    """The talks of the row; of a row that is not made yet, those it is asked in."""
    return HeldNegotiation(held.user, held.roles, held.principal, held.parent or held.row.the_negotiation)


def _agreement(held: HeldRow) -> access.HeldAgreement:
    return access.HeldAgreement(held.user, held.roles, held.principal, held.row)


def _obligation(held: HeldRow) -> access.HeldObligation:
    return access.HeldObligation(held.user, held.roles, held.principal, held.row)


def _breach(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    return actions.say_breach(_agreement(held), note=form.brought["note"], **form.stamp, now=now)


def _fail(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    return actions.end_after_breach(_agreement(held), note=form.brought["note"], **form.stamp, now=now)


def _payoff(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    given = form.brought
    return actions.announce_payoff(
        _agreement(held),
        note=given["note"],
        legal_notice_seen=given["legal_notice_seen"],
        **form.stamp,
        now=now,
    )


def _standstill(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    days = {name: form.cleaned_data[name] for name in ("from_day", "until_day")}
    return actions.grant_standstill(_negotiation(held), **days, **form.stamp, now=now)


def _transfer(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    given = form.brought
    to = queries.organisation(form.cleaned_data["chosen"])
    return actions.transfer(
        _negotiation(held), to=to, note=given["note"], paper=given["paper"], **form.stamp, now=now
    )


def _start_again(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    return actions.start_again(
        _negotiation(held),
        legal_notice_seen=form.brought["legal_notice_seen"],
        action_id=form.stamp["action_id"],
        now=now,
    )


def _invite(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    stamp = {"action_id": form.stamp["action_id"], "now": now}
    return actions.invite(held, held.parent, note=form.brought["note"], **stamp)


def _ask_mediation(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    given = form.brought
    return actions.ask_mediation(
        _negotiation(held),
        body=queries.organisation(form.cleaned_data["chosen"]),
        note=given["note"],
        legal_notice_seen=given["legal_notice_seen"],
        action_id=form.stamp["action_id"],
        now=now,
    )


def _appoint(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    mediator = queries.mediator_of(held.row, form.cleaned_data["chosen"], now=now)
    return actions.appoint(held, held.row, mediator=mediator, **form.stamp, now=now)


def _confirm(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    """A payment that was told is confirmed; money that nobody told is noted; a deed is confirmed plainly."""
    if held.row.amount_minor is None:
        return _plain(held, form, step, now=now)
    own, told = _obligation(held), queries.told_on(held.row)
    if told is not None:
        return actions.confirm_payment(own, told, **form.stamp, now=now)
    return actions.receive_payment(own, paid_on=clock.legal_day(now), **form.stamp, now=now)


def _reverse(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    given = form.brought
    return actions.reverse_payment(
        _obligation(held), note=given["note"], paper=given["paper"], **form.stamp, now=now
    )


ACTS: Final[Mapping[tuple[str, str], Act]] = MappingProxyType(
    {
        ("case", "invite"): _invite,
        ("negotiation", "grant_standstill"): _standstill,
        ("negotiation", "transfer"): _transfer,
        ("negotiation", "start_again"): _start_again,
        ("mediation", "ask"): _ask_mediation,
        ("mediation", "appoint"): _appoint,
        ("agreement", "breach"): _breach,
        ("agreement", "fail"): _fail,
        ("agreement", "announce_payoff"): _payoff,
        ("obligation", "confirm"): _confirm,
        ("obligation", "receive"): _confirm,
        ("obligation", "reverse"): _reverse,
    }
)
