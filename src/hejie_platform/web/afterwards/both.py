"""What both sides have after talks, built for either place: words left, undisputed facts, and one's own pack."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie_platform.afterwards import access, actions, queries
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.core import clock, formats, storage
from hejie_platform.ledger.actions import note_access
from hejie_platform.negotiation.queries import borrower_name, latest_claim
from hejie_platform.web import parts
from hejie_platform.web.afterwards import forms, shows, words
from hejie_platform.web.afterwards.doors import DESK, Place, View, as_file, at, said, taken
from hejie_platform.web.afterwards.views import GET_POST, frame
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.room import words as room
from hejie_platform.web.signed_in import SignedIn

NOTICE = room.LIMITATION


@require_GET
@at(DESK)
def desk(request: SignedIn, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """The lender's page of talks that ended: what it still owes, and what it may do."""
    row = held.negotiation
    found = queries.ending(row)
    context = frame(held) | {
        "borrower": borrower_name(row, now=now),
        "why": words.LENDER_REASONS.get(row.reason, _("These talks have not ended.")),
        "ending": found,
        "refusal": shows.worded(f"refusal_{found.refusal}", "refusal_other") if found.refusal else "",
        "needs_words": row.reason == "refused" and not found.words,
        "left": queries.words_left(row),
        "sheets": queries.sheets(row),
        "day": clock.legal_day(now),
    }
    return render(request, "afterwards/desk.html", context)


def contact(place: Place) -> View:
    """Leave a word with the other side, and read what was left."""

    @GET_POST
    @at(place)
    def view(request: SignedIn, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        form = forms.WordForm(request.POST or None)
        if form.is_valid() and taken(form, actions.leave_word, held, text=form.cleaned_data["text"], now=now):
            said(request, _("Left. The other side is told."))
            return redirect(place.url("contact", held.negotiation.ref))
        sayings = [_saying(held, one) for one in queries.words_left(held.negotiation)]
        context = frame(held) | {
            "form": form,
            "sayings": sayings,
            "up": place.url("home", held.negotiation.ref),
        }
        return render(
            request, "afterwards/contact.html", context | {"may": held.negotiation.state == "ended"}
        )

    return view


def _saying(held: HeldNegotiation, one: Any) -> parts.Saying:
    who = room.WHO.get(one.role, one.role)
    return parts.Saying(one.sender.name or str(who), who, one.sent_at, one.words, one.sender == held.user)


def facts(place: Place) -> View:
    """Sheets of undisputed facts: those there are, and a new one from the lender's newest figures."""

    @GET_POST
    @at(place)
    def view(request: SignedIn, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        row = held.negotiation
        claim, rows = latest_claim(row), queries.sheets(row)
        waiting = next((one for one in rows if not one.is_signed), None)
        form = _facts_form(request, held, claim) if claim and waiting is None else None
        if form is not None and form.is_valid() and _put(form, held, now):
            said(request, _("Signed by your side. The other side is asked."))
            return redirect(place.url("facts", row.ref))
        shown = [(one, shows.sheet_badge(one), place.url("sheet", row.ref, one.ref)) for one in rows]
        context = frame(held) | {
            "form": form,
            "claim": claim,
            "sheets": shown,
            "up": place.url("home", row.ref),
        }
        return render(request, "afterwards/facts.html", context)

    return view


def _facts_form(request: SignedIn, held: HeldNegotiation, claim: Any) -> forms.FactsForm:
    return forms.FactsForm(
        request.POST or None,
        choices=shows.sheet_choices(claim),
        claim_hash=claim.hash,
        notice=NOTICE if held.is_borrower_side else "",
    )


def _put(form: forms.FactsForm, held: HeldNegotiation, now: datetime) -> bool:
    given = form.cleaned_data
    return taken(
        form,
        actions.put_facts,
        held,
        claim_hash=given["claim_hash"],
        chosen=given["chosen"],
        legal_notice_seen=given.get("notice_seen", False),
        now=now,
    )


def sheet(place: Place) -> View:
    """One sheet: read it, sign it, or say no."""

    @GET_POST
    @at(place)
    def view(request: SignedIn, held: HeldNegotiation, sheet: str, *, now: datetime) -> HttpResponse:
        row = access.sheet_of(held, sheet)
        is_closing = "close" in request.POST
        form = forms.SignFactsForm(
            request.POST if request.POST and not is_closing else None,
            seen_hash=row.hash,
            notice=NOTICE if held.is_borrower_side else "",
        )
        press = forms.PressForm(request.POST if is_closing else None)
        if _answered(request, held, row, form, press, now):
            return redirect(place.url("facts", held.negotiation.ref))
        is_mine = getattr(row, f"{held.side}_at") is not None
        context = frame(held) | {
            "sheet": row,
            "badge": shows.sheet_badge(row),
            "facts": shows.sheet_facts(row),
            "form": form,
            "press": press,
            "is_open": row.closed_at is None and not row.is_signed,
            "is_mine": is_mine,
            "up": place.url("facts", held.negotiation.ref),
        }
        return render(request, "afterwards/sheet.html", context)

    return view


def _answered(
    request: SignedIn,
    held: HeldNegotiation,
    row: Any,
    form: forms.SignFactsForm,
    press: forms.PressForm,
    now: datetime,
) -> bool:
    if press.is_bound and press.is_valid() and taken(press, actions.close_facts, held, row, now=now):
        said(request, _("Closed. Nothing of it counts."))
        return True
    if form.is_bound and form.is_valid() and _signed(form, held, row, now):
        said(request, _("Signed by both sides. It counts outside the talks from now on."))
        return True
    return False


def _signed(form: forms.SignFactsForm, held: HeldNegotiation, row: Any, now: datetime) -> bool:
    given = form.cleaned_data
    return taken(
        form,
        actions.sign_facts,
        held,
        row,
        seen_hash=given["seen_hash"],
        legal_notice_seen=given.get("notice_seen", False),
        now=now,
    )


def pack(place: Place) -> View:
    """Make a pack from what is one's own; the packs made so far, each with what was disclosed and when."""

    @GET_POST
    @at(place)
    def view(request: SignedIn, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        row = held.negotiation
        papers = queries.own_papers(row) if held.is_borrower_side else []
        form = forms.PackForm(
            request.POST or None,
            choices=[(one["ref"], _paper_name(one)) for one in papers],
            ticked=[one["ref"] for one in papers if one["kind"] in USUAL],
        )
        if form.is_valid() and _made(form, held, now):
            said(request, _("The pack is being made. It is ready in a moment."))
            return redirect(place.url("pack", row.ref))
        context = frame(held) | {
            "form": form,
            "packs": [_shown(place, row.ref, one) for one in queries.packs(held)],
            "has_sheet": any(one.is_signed for one in queries.sheets(row)),
            "facts_url": place.url("facts", row.ref),
            "may": row.state in ("ended", "agreed"),
            "up": place.url("home", row.ref),
        }
        return render(request, "afterwards/pack.html", context)

    return view


# What usually belongs in a pack; the rest of a household's papers is ticked by hand.
USUAL = frozenset({"contract", "repayment_record", "collection_notice", "receipt"})


def _paper_name(one: dict[str, Any]) -> str:
    kind = PAPERS.get(one["kind"], _("Receipt of a payment"))
    return " · ".join(part for part in (str(kind), one["name"]) if part)


def _made(form: forms.PackForm, held: HeldNegotiation, now: datetime) -> bool:
    papers = form.cleaned_data.get("papers") or []
    language = get_language() or "zh-hans"
    return taken(form, actions.make_pack, held, papers=papers, language=language, now=now)


def _shown(place: Place, ref: str, one: Any) -> dict[str, Any]:
    return {
        "row": one.row,
        "is_ready": one.is_ready,
        "pdf": place.url("pack_file", ref, one.row.ref, "pdf"),
        "zip": place.url("pack_file", ref, one.row.ref, "zip"),
        "papers": [
            (paper.number, PAPERS.get(paper.kind, _("Receipt of a payment")), paper.name, paper.sha256[:12])
            for paper in one.papers
        ],
        "made": formats.moment_text(one.row.made_at),
    }


def pack_file(place: Place) -> View:
    """The document of a pack, or the bundle with all its papers."""

    @require_GET
    @at(place)
    def view(
        request: SignedIn, held: HeldNegotiation, pack: str, kind: str, *, now: datetime
    ) -> HttpResponse:
        row = access.pack_of(held, pack)
        stored = {"pdf": row.document, "zip": row.bundle}.get(kind)
        if stored is None:
            raise Http404
        owner = held.negotiation.case.borrower
        note_access(
            reader=held.actor, kind="court_pack", subject=row.id, owner=owner, purpose="court_pack", now=now
        )
        return as_file(storage.get(stored), stored.media_type, f"hejie-pack-{row.ref}.{kind}")

    return view
