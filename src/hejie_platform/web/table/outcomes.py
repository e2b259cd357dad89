"""Minutes with their promises, and the mediator's proposal with its sealed answers."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hejie import plans, texts
from hejie_platform.core import clock
from hejie_platform.mediation.actions import minuting, proposing
from hejie_platform.mediation.queries import table as queries
from hejie_platform.mediation.table import BORROWER, MEDIATOR, HeldTable
from hejie_platform.negotiation import queries as talks
from hejie_platform.notices.queries import say
from hejie_platform.people.access import NotHeld
from hejie_platform.web.room import shows as terms
from hejie_platform.web.room.forms import NAMES, initial_of
from hejie_platform.web.room.words import LENDER_LIMITATION, LIMITATION
from hejie_platform.web.table import forms, shows, words
from hejie_platform.web.table.doors import GET_POST, door, mediator_only, said, taken

# --- minutes -----------------------------------------------------------------------------------------


@GET_POST
@door
def minutes(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """All minutes, and every promise that is open."""
    rows = queries.minutes(held.mediation)
    kept = [_promise(held, one) for written in rows if written.row.final_at for one in written.promises]
    context = {"rows": [(one, _stands(one)) for one in rows], "promises": kept, "may_write": held.is_mediator}
    return render(request, "table/minutes.html", shows.frame(held, "minutes") | context)


def _stands(one: queries.Written) -> str:
    if one.row.final_at:
        return _("Final: confirmed by all")
    return _("Replaced by newer ones") if one.row.replaced_at else _("Not final: not yet confirmed by all")


def _promise(held: HeldTable, one: queries.Kept) -> dict[str, Any]:
    row = one.row
    is_own = row.party in held.mine or (row.party == MEDIATOR and held.is_mediator)
    may_answer = is_own and row.minutes.final_at is not None and row.answer != "done"
    return {
        "who": shows.party_name(held, row.party),
        "words": one.words,
        "due_on": row.due_on,
        "badge": shows.badge(words.PROMISE, row.answer),
        "href": shows.url(held, "promise", row.ref) if may_answer else "",
    }


@GET_POST
@door
@mediator_only
def minutes_new(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """Write minutes; the agenda of the last booked meeting goes into them."""
    met = next((one for one in queries.meetings(held.mediation) if one.state == "booked"), None)
    parties = [(one.key, shows.party_name(held, one.key)) for one in held.present]
    form = forms.MinutesForm(request.POST or None, parties=[*parties, (MEDIATOR, _("Mediator"))])
    if form.is_valid() and taken(
        form,
        minuting.write_minutes,
        held,
        text=form.cleaned_data["text"],
        promises=form.promises,
        meeting=met,
        now=now,
    ):
        said(request, _("Each side is asked to confirm them."))
        return redirect(shows.url(held, "minutes"))
    context = {"form": form, "has_agenda": met is not None}
    return render(request, "table/minutes_new.html", shows.frame(held, "minutes") | context)


@GET_POST
@door
def one_minutes(request: HttpRequest, held: HeldTable, minutes: str, *, now: datetime) -> HttpResponse:
    """Minutes as they are, and the press by which one's side says that they are right."""
    found = queries.minutes_of(held, minutes)
    form = forms.PressForm(request.POST or None)
    party = next((key for key in held.mine if key in found.row.parties and key not in found.confirmed), "")
    may_confirm = bool(party) and not found.row.replaced_at and held.mediation.state == "open"
    if (
        may_confirm
        and form.is_valid()
        and taken(
            form,
            minuting.confirm_minutes,
            held,
            party=party,
            minutes=found.row,
            seen_hash=request.POST.get("seen_hash", ""),
            now=now,
        )
    ):
        said(request, _("Confirmed for your side."))
        return redirect(shows.url(held, "minutes"))
    context = {
        "found": found,
        "form": form,
        "stands": _stands(found),
        "agenda": shows.agenda(found.row.agenda, queries.reasons_of(found)),
        "promises": [_promise(held, one) for one in found.promises],
        "confirmed": [shows.party_name(held, key) for key in found.row.parties if key in found.confirmed],
        "may_confirm": may_confirm,
    }
    return render(request, "table/one_minutes.html", shows.frame(held, "minutes") | context)


@GET_POST
@door
def promise(request: HttpRequest, held: HeldTable, promise: str, *, now: datetime) -> HttpResponse:
    """Say what became of one's own promise."""
    row = queries.promise_of(held, promise)
    written = queries.minutes_of(held, row.minutes.ref)
    shown = next(_promise(held, one) for one in written.promises if one.row.pk == row.pk)
    form = forms.PromiseForm(request.POST or None)
    if not shown["href"]:
        raise NotHeld
    if form.is_valid() and taken(
        form, minuting.answer_promise, held, promise=row, answer=form.cleaned_data["answer"], now=now
    ):
        said(request, _("Thank you. Everybody at the table can see it."))
        return redirect(shows.url(held, "minutes"))
    return render(
        request, "table/promise.html", shows.frame(held, "minutes") | {"form": form, "promise": shown}
    )


# --- proposals ---------------------------------------------------------------------------------------


@GET_POST
@door
def proposals(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """Every proposal, the newest first."""
    rows = [
        {
            "row": one.row,
            "badge": shows.badge(words.OUTCOME, one.row.outcome),
            "href": shows.url(held, "proposal", one.row.ref),
        }
        for one in queries.proposals(held)
    ]
    context = {"rows": rows, "may_propose": held.is_mediator}
    return render(request, "table/proposals.html", shows.frame(held, "proposals") | context)


@GET_POST
@door
@mediator_only
def proposal_new(request: HttpRequest, held: HeldTable, *, now: datetime) -> HttpResponse:
    """Put a proposal to all at once: the cause, the reasons, and terms for each lender."""
    grounds = _grounds(held, now)
    form = forms.ProposalForm(request.POST or None, seen_version=held.mediation.version)
    part_forms = [(party, _part_form(request, ref, on, now)) for ref, (party, on) in grounds.items()]
    are_valid = all([form.is_valid(), *(one.is_valid() for _party, one in part_forms)])
    if (
        grounds
        and are_valid
        and _proposed(request, held, form, dict(zip(grounds, part_forms, strict=True)), now)
    ):
        return redirect(shows.url(held, "proposals"))
    named = [(shows.party_name(held, party), one) for party, one in part_forms]
    context = {"form": form, "parts": named, "is_ready": bool(grounds)}
    return render(request, "table/proposal_new.html", shows.frame(held, "proposals") | context)


def _grounds(held: HeldTable, now: datetime) -> dict[str, tuple[str, Any]]:
    """For each lender at the table the figures that both sides agreed to; empty if one has none."""
    found: dict[str, tuple[str, Any]] = {}
    for party in held.present:
        row = party.negotiation
        if row is None:
            continue
        seen = talks.talks(row)
        if seen.claim is None or not seen.facts_agreed:
            return {}
        found[row.ref] = (party.key, talks.grounds(row, seen.claim, day=clock.legal_day(now)))
    return found


def _part_form(request: HttpRequest, ref: str, on: Any, now: datetime) -> forms.PartForm:
    start = talks.plain_package(on, day=clock.legal_day(now))
    return forms.PartForm(
        request.POST or None,
        prefix=ref,
        claim=on.owed,
        uplift=start.overdue_uplift,
        initial=initial_of(start),
    )


def _proposed(
    request: HttpRequest, held: HeldTable, form: forms.ProposalForm, part_forms: Any, now: datetime
) -> bool:
    packages: dict[str, plans.Package] = {}
    for ref, (_party, part) in part_forms.items():
        package = part.package()
        if package is None:
            return False
        packages[ref] = package
    given = {name: form.cleaned_data[name] for name in ("cause", "analysis", "reasoning")}
    try:
        is_done = taken(form, proposing.propose, held, held.mediation, packages=packages, **given, now=now)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names=NAMES)
        return False
    if is_done:
        said(request, _("Everybody has it now. Answers stay sealed until all have answered."))
    return is_done


@GET_POST
@door
def proposal(request: HttpRequest, held: HeldTable, proposal: str, *, now: datetime) -> HttpResponse:
    """A proposal as this reader may read it, and their side's sealed answer."""
    found = queries.proposal_of(held, proposal)
    party = next((key for key in held.mine if key in proposing.answering(held.parties)), "")
    form = forms.AnswerForm(request.POST or None, is_over=party == BORROWER and _is_over(found))
    may_answer = bool(party) and found.row.closed_at is None and not found.own_answer
    may_answer = may_answer and held.mediation.state == "open"
    if (
        may_answer
        and form.is_valid()
        and taken(
            form,
            proposing.answer_proposal,
            held,
            party=party,
            proposal=found.row,
            answer=form.cleaned_data["answer"],
            legal_notice_seen=form.cleaned_data["notice_seen"],
            beyond_budget_confirmed=bool(form.cleaned_data.get("beyond_budget")),
            now=now,
        )
    ):
        said(request, _("Your answer is sealed. You are told when all have answered."))
        return redirect(shows.url(held, "proposal", found.row.ref))
    context = {
        "found": found,
        "form": form,
        "may_answer": may_answer,
        "cause": say(f"proposal_cause_{found.row.cause}"),
        "badge": shows.badge(words.OUTCOME, found.row.outcome),
        "parts": [_part(held, one) for one in found.parts],
        "own_answer": words.ANSWERS.get(found.own_answer, ""),
        "if_all": words.IF_ALL,
        "notice": LENDER_LIMITATION if held.is_lender_side else LIMITATION,
    }
    return render(request, "table/proposal.html", shows.frame(held, "proposals") | context)


def _is_over(found: queries.Proposed) -> bool:
    """Whether a month of one of the parts asks for more than the household's forecast leaves: shown to it alone."""
    return any(talks.beyond_forecast(talks.purse_of(one.negotiation), _tried(one)) for one in found.parts)


def _tried(one: Any) -> plans.Evaluation:
    """The terms of a part on the figures and the law of the day on which it was put."""
    package, _faults = plans.package_from_json(one.package)
    if package is None:
        raise NotHeld
    grounds = talks.grounds(one.negotiation, one.claim, day=clock.legal_day(one.proposal.put_at))
    return talks.trial(package, grounds).tried


def _part(held: HeldTable, one: Any) -> dict[str, Any]:
    """The terms for one lender, as an offer shows them."""
    tried = _tried(one)
    return {
        "name": shows.party_name(held, f"lender-{one.negotiation.ref}"),
        "headline": terms.headline(tried),
        "terms": terms.terms(tried),
        "findings": terms.findings(tried.findings),
        "table": terms.schedule_table(tried),
    }
