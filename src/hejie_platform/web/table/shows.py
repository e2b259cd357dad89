"""What the pages of the table show, as values of `web.parts`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from hejie_platform.core import clock, formats
from hejie_platform.mediation.queries import table as queries
from hejie_platform.mediation.table import BORROWER, MEDIATOR, HeldTable
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.room.words import WHO
from hejie_platform.web.table import words


def url(held: HeldTable, page: str, *more: Any) -> str:
    """The address of a page of this table."""
    return reverse(f"table:{page}", args=[held.mediation.ref, *more])


def party_name(held: HeldTable, key: str) -> str:
    """How a party is called at the table."""
    if key == MEDIATOR:
        return str(_("Mediator"))
    party = next((one for one in held.parties if one.key == key), None)
    if party is None or party.kind == "guarantor":
        return str(_("Guarantor"))
    return name_of(party.negotiation.creditor) if party.negotiation else str(_("Borrower"))


def frame(held: HeldTable, here: str, *, sealed: str = "") -> dict[str, Any]:
    """What every page of the table needs. sealed: the party whose caucus it is, or "notes"."""
    return {
        "held": held,
        "row": held.mediation,
        "tabs": tabs(held, here),
        "banner": banner(held, sealed),
        "voluntary": "" if held.is_mediator else words.VOLUNTARY,
        "is_open": held.mediation.state == "open",
    }


def tabs(held: HeldTable, here: str) -> list[parts.Tab]:
    named = [
        ("joint", _("Joint room")),
        ("private", _("In private")),
        ("meetings", _("Meetings")),
        ("minutes", _("Minutes")),
        ("proposals", _("Proposal")),
        *([("notes", _("My notes"))] if held.is_mediator else []),
    ]
    return [parts.Tab(label, url(held, name), is_here=name == here) for name, label in named]


def banner(held: HeldTable, sealed: str) -> parts.Banner:
    """Who can see the page."""
    if sealed == "notes":
        return parts.Banner(
            _("Only you can see your notes. They are in no file and no export."), is_sealed=True
        )
    if sealed and held.is_mediator:
        text = _(
            "Only {party} and you can see this conversation. Nothing of it leaves without that side's own click."
        )
        return parts.Banner(text.format(party=party_name(held, sealed)), is_sealed=True)
    if sealed:
        return parts.Banner(words.SEALED[held.party(sealed).kind], is_sealed=True)
    everybody = _(", ").join([party_name(held, one.key) for one in held.parties])
    text = _("Everybody at this table can see this: {parties} and the mediator. Nobody else.")
    return parts.Banner(text.format(parties=everybody), mediator=_mediator(held))


def _mediator(held: HeldTable) -> str:
    found = held.mediation.mediator
    return _("Mediator: {name}").format(name=found.name) if found and found.name else ""


def sayings(held: HeldTable, rows: Iterable[queries.Said], *, party: str = "") -> list[parts.Saying]:
    """Sayings of the joint room, or of the caucus of `party`."""
    return [_saying(held, one, party) for one in rows]


def _saying(held: HeldTable, one: queries.Said, party: str) -> parts.Saying:
    page, at = ("caucus_file", [party, one.seq]) if party else ("joint_file", [one.seq])
    may_release = party in held.mine and held.mediation.state == "open"
    return parts.Saying(
        who=one.sender.name or str(WHO.get(one.role, one.role)),
        side=WHO.get(one.role, one.role),
        at=one.sent_at,
        text=one.text,
        is_mine=one.sender == held.user,
        seq=one.seq,
        mark=_mark(held, one),
        file=url(held, page, *at) if one.has_file else "",
        more=(_("Tell this to everybody"), url(held, "release", party, one.seq)) if may_release else None,
    )


def _mark(held: HeldTable, one: queries.Said) -> str:
    if one.is_released:
        return _("Brought here from a private conversation, by their own wish")
    return _("Next to speak: {party}").format(party=party_name(held, one.floor)) if one.floor else ""


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """A moment in the reader's zone, which is named where it is not the law's."""
    if value is None:
        return "–"
    if zone == clock.legal_zone():
        return formats.moment_text(value)
    local = value.astimezone(zone)
    said = _("%(day)s, %(time)s") % {"day": formats.day_text(local.date()), "time": f"{local:%H:%M}"}
    return f"{said} ({zone.key.replace('_', ' ')})"


def badge(table: Any, code: str) -> parts.Badge:
    """A status of the tables in `words`."""
    word, tone = table[code]
    icon = {"done": "check", "info": "clock", "quiet": "pause", "your_turn": "warning"}[tone]
    return parts.Badge(word, tone, icon)


def agenda(rows: Sequence[Any], reasons: dict[int, str]) -> list[parts.Fact]:
    """The agenda of minutes: each item, its time, how it went, and why it was skipped."""
    return [
        parts.Fact(
            say(f"agenda_{one['code']}"),
            words.WENT[one["went"]],
            note=reasons.get(one["place"], "") or _("%(count)s minutes") % {"count": one["minutes"]},
        )
        for one in rows
    ]


def turn(held: HeldTable, said: Sequence[queries.Said], *, now: datetime) -> parts.Turn:
    """The reader's next step at this table."""
    if held.mediation.state != "open":
        return parts.Turn(False, _("This mediation is over. Everything stays readable."))
    found = _next_step(held, said)
    if found is None:
        sentence = _("You may write in the joint room at any time. Nobody has to answer at once.")
        return parts.Turn(False, sentence, consequence=_("If you do nothing, nothing is decided for you."))
    sentence, label, where = found
    return parts.Turn(
        True,
        sentence,
        href=where,
        label=label,
        consequence=_("If you do nothing, nothing is decided for you."),
    )


def _next_step(held: HeldTable, said: Sequence[queries.Said]) -> tuple[str, str, str] | None:
    """What waits for this side, the most pressing first: sentence, label, address."""
    for one in queries.proposals(held):
        if one.row.closed_at is None and not one.own_answer and _answers(held):
            return (
                _("The mediator made a proposal. Read it, and answer in secret."),
                _("Read the proposal"),
                url(held, "proposal", one.row.ref),
            )
    for written in queries.minutes(held.mediation):
        open_ones = set(written.row.parties) - written.confirmed
        if written.row.final_at is None and written.row.replaced_at is None and open_ones & set(held.mine):
            return (
                _("The minutes wait for you to say whether they are right."),
                _("Read the minutes"),
                url(held, "one_minutes", written.row.ref),
            )
    for meeting in queries.meetings(held.mediation):
        chosen = {choice.party for slot in meeting.slots.all() for choice in slot.choices.all()}
        if meeting.state == "proposed" and held.mine and not set(held.mine) <= chosen:
            return (
                _("The mediator suggests times for a meeting. Say when you can come."),
                _("Choose times"),
                url(held, "meeting", meeting.ref),
            )
    if queries.has_floor(held, said):
        return _("The mediator asks you to speak next."), _("Write"), url(held, "joint") + "#write"
    return None


def _answers(held: HeldTable) -> bool:
    return any(key == BORROWER or key.startswith("lender-") for key in held.mine)
