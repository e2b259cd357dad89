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
from hejie_platform.intake import actions as intake
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
    days = {name: form.cleaned_data[name] for name in ("from_day", "until_day", "rests_interest")}
    return actions.grant_standstill(_negotiation(held), **days, **form.stamp, now=now)


def _holder(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    """The loan has another holder: the talks move, or the agreement binds the new one."""
    given, data = form.brought, form.cleaned_data
    action = {"transfer": actions.transfer, "change_creditor": actions.change_creditor}[step]
    return action(
        _negotiation(held),
        to=queries.organisation(data["chosen"]),
        name=data["holder_name"],
        on_day=data["on_day"],
        note=given["note"],
        paper=given["paper"],
        **form.stamp,
        now=now,
    )


def _court(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    given, data = form.brought, form.cleaned_data
    told = actions.CourtCase(data["kind"], data["court"], data["number"], data["from_day"])
    return actions.record_proceeding(
        _negotiation(held), told=told, note=given["note"], paper=given["paper"], **form.stamp, now=now
    )


def _court_end(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    data = {name: form.cleaned_data[name] for name in ("outcome", "until_day")}
    return actions.end_proceeding(
        _negotiation(held), **data, note=form.brought["note"], **form.stamp, now=now
    )


def _assign(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    to = queries.person(form.cleaned_data["chosen"])
    return actions.assign_case(held, held.row, to=to, note=form.brought["note"], **form.stamp, now=now)


def _start_again(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    return actions.start_again(
        _negotiation(held),
        legal_notice_seen=form.brought["legal_notice_seen"],
        action_id=form.stamp["action_id"],
        now=now,
    )


def _invite(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    stamp = {"action_id": form.stamp["action_id"], "now": now}
    return intake.invite_again(held, held.parent, note=form.brought["note"], **stamp)


def _authority(held: HeldRow, form: StepForm, step: str, *, now: datetime) -> Any:
    """A paper handed to the desk: the representative has an account here, and acts from now on."""
    given = {name: form.cleaned_data[name] for name in ("agent", "scope", "until_day")}
    paper = form.brought["paper"] or b""
    return intake.record_authority(held, held.row, **given, paper=paper, **form.stamp, now=now)


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
        ("case", "record_authority"): _authority,
        ("negotiation", "grant_standstill"): _standstill,
        ("negotiation", "transfer"): _holder,
        ("negotiation", "change_creditor"): _holder,
        ("negotiation", "record_proceeding"): _court,
        ("negotiation", "end_proceeding"): _court_end,
        ("case", "assign"): _assign,
        ("negotiation", "start_again"): _start_again,
        ("agreement", "breach"): _breach,
        ("agreement", "fail"): _fail,
        ("agreement", "announce_payoff"): _payoff,
        ("obligation", "confirm"): _confirm,
        ("obligation", "receive"): _confirm,
        ("obligation", "reverse"): _reverse,
    }
)
