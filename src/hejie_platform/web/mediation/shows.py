"""From reads to what the pages show: the turn, who mediates and who pays them, what happened."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from hejie_platform.core import clock, formats
from hejie_platform.mediation.access import HeldMediation
from hejie_platform.mediation.queries import standing as reads
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.agreement.words import SIDES
from hejie_platform.web.apply.words import TRACKS
from hejie_platform.web.mediation import words


def turn(found: reads.Standing) -> parts.Turn:
    """Whose turn it is, until when, and what happens if nobody does anything."""
    mine, theirs = words.TURNS[found.turn]
    page, label = words.ACTS.get(found.turn, ("", "")) if found.is_yours else ("", "")
    return parts.Turn(
        is_yours=found.is_yours,
        sentence=mine if found.is_yours else theirs,
        until=found.until,
        href=reverse(page, args=[found.row.ref]) if page else "",
        label=label,
        consequence=words.IF_NOTHING.get(found.turn, ""),
    )


def banner(held: HeldMediation, found: reads.Standing) -> parts.Banner:
    """Who reads this page, who mediates, and who pays them."""
    asked = found.appointment
    mediator = _("Mediator: {name}").format(name=asked.mediator.name) if asked and asked.accepted_at else ""
    return parts.Banner(
        seen_by=_("The parties, the mediator and the mediation body can see this page."),
        mediator=mediator,
        paid_by=paid_by(found.terms),
    )


def paid_by(terms: Any) -> str:
    """Who pays the body, in one line."""
    return _("The body is paid by: {funder}").format(funder=words.FUNDERS[terms.funded_by]) if terms else ""


def costs(terms: Any) -> list[parts.Fact]:
    """What it costs and who pays, before any step that costs."""
    if terms is None:
        return [
            parts.Fact(
                _("What it costs you"), _("Nothing. This body has published no fee, so none may be charged.")
            ),
        ]
    fee = formats.money_text(terms.fee_minor, terms.currency) if terms.fee_minor else _("Nothing")
    pays = (
        formats.money_text(terms.platform_pays_minor, terms.currency)
        if terms.platform_pays_minor
        else _("Nothing")
    )
    facts = [
        parts.Fact(_("Kind of body"), words.KINDS[terms.kind]),
        parts.Fact(_("What a mediation costs"), fee),
        parts.Fact(_("Who pays it"), words.PAYERS[terms.payer]),
        parts.Fact(_("Who pays the body"), words.FUNDERS[terms.funded_by]),
        parts.Fact(_("What we pay the body for it"), pays),
    ]
    if terms.fee_minor:
        help_ = (
            _("Whoever cannot pay tells the body, and is helped.")
            if terms.has_fee_help
            else _("There is no help with this fee. You may choose a body without one.")
        )
        facts.append(parts.Fact(_("Help with the fee"), help_))
    return facts


def mediator_facts(found: reads.Standing) -> list[parts.Fact]:
    """Who mediates: name, what the body verified, and what they told of ties."""
    asked, listing = found.appointment, found.listing
    if asked is None:
        return []
    facts = [parts.Fact(_("Name"), asked.mediator.name)]
    facts += listing_facts(listing) if listing else []
    if (told := found.statement) is not None:
        kinds = [str(words.TIES[kind]) for kind in told.kinds]
        facts.append(
            parts.Fact(_("Ties to the parties"), "; ".join(kinds) if kinds else _("None, as they told"))
        )
        if told.words:
            facts.append(parts.Fact(_("In their words"), told.words))
    return facts


def listing_facts(listing: Any) -> list[parts.Fact]:
    """A verified listing, for everybody."""
    day = clock.legal_day(listing.verified_at)
    return [*entry_facts(listing)[:4], parts.Fact(_("Verified by the body on"), formats.day_text(day))]


def entry_facts(listing: Any) -> list[parts.Fact]:
    """An entry of a roster, verified or not, as its body's head reads it."""
    return [
        parts.Fact(_("Qualification"), listing.qualification),
        parts.Fact(_("Registration"), f"{listing.registration_number} · {listing.registered_with}"),
        parts.Fact(_("Kinds of loans"), _joined(words.FIELDS, listing.loan_types)),
        parts.Fact(_("Languages"), _joined(words.LANGUAGES, listing.languages)),
        parts.Fact(_("At once, at most"), listing.load_limit),
    ]


def _joined(known: Any, codes: list[str]) -> str:
    return " · ".join(str(known[code]) for code in codes if code in known)


def brief_facts(brief: reads.Brief) -> list[parts.Fact]:
    """Whom a mediator has to think of when they look for ties, and what kind of case it is; nothing of what is said in it."""
    facts = [parts.Fact(SIDES[role], name) for role, name in brief.people]
    if brief.track:
        facts.append(parts.Fact(_("What it is about"), TRACKS[brief.track]))
    facts.append(parts.Fact(_("Loans in it"), brief.loans))
    if brief.size:
        facts.append(parts.Fact(_("Size of the debts"), _size(brief)))
    return facts


def _size(brief: reads.Brief) -> str:
    return str(words.SIZES[brief.size]).format(amount=formats.money_text(brief.size_minor))


def event(entry: Any) -> parts.Event:
    """One line of what happened."""
    title = words.EVENTS.get(entry.verb, words.ENDED_EVENT if ".end_" in entry.verb else "")
    return parts.Event(
        at=entry.at, title=title or _("Something was noted"), who=words.WHO.get(entry.role, "")
    )


def talks_lines(held: HeldMediation, found: reads.Standing) -> list[tuple[str, str]]:
    """The talks in it, each with its page for this reader; a lender has its own alone."""
    return [(name_of(one.creditor), _talks_page(held, one)) for one in found.talks]


def _talks_page(held: HeldMediation, talks: Any) -> str:
    if held.is_lender_side:
        return reverse("lender:talks", args=[talks.ref])
    return reverse("room:home", args=[talks.ref]) if held.is_borrower_side else ""


def table_page(held: HeldMediation) -> str:
    """The table at which parties and mediator talk; "" before it is open, and for who does not sit there."""
    sits = held.is_borrower_side or held.is_lender_side or "mediator" in held.roles
    if not sits or held.mediation.state != "open":
        return ""
    try:
        return reverse("table:joint", args=[held.mediation.ref])
    except NoReverseMatch:
        return ""


def may(held: HeldMediation, found: reads.Standing) -> list[tuple[str, Any]]:
    """What else this reader may do now, beside the turn: quiet links."""
    row, state = held.mediation, held.mediation.state
    found_links: list[tuple[str, Any]] = []
    if found.side is not None and state != "ended":
        if state != "asking" and found.appointment is not None:
            found_links.append(("mediation:object", _("I object to this mediator")))
        if state == "appointing" and found.appointment is None and found.side.name != "guarantor":
            found_links.append(("mediation:rank", _("Change my wishes")))
        if found.has_said_yes or state != "asking":
            page = "mediation:leave" if held.is_borrower_side else "mediation:decline"
            found_links.append((page, _("Leave the mediation")))
    if "mediator" in held.roles and state in ("appointing", "open"):
        found_links += [("mediation:not_me", _("I cannot mediate this"))]
        if found.appointment is not None and found.appointment.accepted_at:
            found_links.append(("mediation:ties", _("Tell of ties")))
    if "mediator" in held.roles and state == "open":
        found_links += [("mediation:time", _("Ask all for time")), ("mediation:end", _("End the mediation"))]
    if {"body_admin", "supervisor"} & set(held.roles) and row.mediator_id and state != "ended":
        found_links.append(("mediation:decide", _("Find another mediator")))
    return [(reverse(page, args=[row.ref]), label) for page, label in found_links]
