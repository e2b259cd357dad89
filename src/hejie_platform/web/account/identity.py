"""Proof of identity: the person's own page, the reviewers' queue, and the page on which one decides."""

import contextlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.core import clock, law
from hejie_platform.intake import queries as intake
from hejie_platform.intake.actions import identity as actions
from hejie_platform.notices import queries as notices
from hejie_platform.people import access, queries
from hejie_platform.people.queries import RESIDENT_ID, kind_in
from hejie_platform.web import forms, parts
from hejie_platform.web.signed_in import SignedIn

PHOTO_HINT = gettext_lazy("JPEG, PNG or PDF, up to 20 MB. All four corners, nothing covered.")
PHOTO_ACCEPT = "image/jpeg,image/png,application/pdf"


class OfferForm(forms.Form):
    """Name, number, card and consent: nothing that is not on the card."""

    legal_name = forms.CharField(label=gettext_lazy("Your name, as on the identity card"), max_length=60)
    number = forms.CharField(
        label=gettext_lazy("The number of the card"),
        help_text=gettext_lazy("18 characters; the last may be an X."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    card_until = forms.DayField(
        label=gettext_lazy("The card is valid until"),
        help_text=gettext_lazy("Leave this empty if the card is valid without an end."),
        required=False,
    )
    front = forms.FileField(
        label=gettext_lazy("Photo of the side with the portrait"),
        help_text=PHOTO_HINT,
        accept=PHOTO_ACCEPT,
        required=False,
    )
    back = forms.FileField(
        label=gettext_lazy("Photo of the side with the emblem"),
        help_text=PHOTO_HINT,
        accept=PHOTO_ACCEPT,
        required=False,
    )
    has_consented = forms.BooleanField(
        label=gettext_lazy(
            "I agree that my name, number and photos are used to check who I am, as said above."
        ),
        required=False,
    )

    def offered(self) -> dict[str, Any]:
        """The arguments of `offer_identity`."""
        data = self.cleaned_data
        photos = {side: data[side].read() if data.get(side) else None for side in ("front", "back")}
        names = ("legal_name", "number", "card_until", "has_consented", "action_id")
        return {name: data[name] for name in names} | photos


class DocumentForm(OfferForm):
    """A passport, a driving licence, or another official document with a portrait: one page, and the day of birth."""

    legal_name = forms.CharField(label=gettext_lazy("Your name, as in the document"), max_length=60)
    number = forms.CharField(
        label=gettext_lazy("The number of the document"),
        help_text=gettext_lazy(
            "A passport, a driving licence or another official document with your portrait."
        ),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    born_on = forms.DayField(label=gettext_lazy("The day on which you were born"))
    card_until = forms.DayField(
        label=gettext_lazy("The document is valid until"),
        help_text=gettext_lazy("Leave this empty if it is valid without an end."),
        required=False,
    )
    front = forms.FileField(
        label=gettext_lazy("Photo of the page with the portrait"), help_text=PHOTO_HINT, accept=PHOTO_ACCEPT
    )
    back = None  # type: ignore[assignment]  # how Django takes a field out of a form

    def offered(self) -> dict[str, Any]:
        return super().offered() | {"born_on": self.cleaned_data["born_on"]}


FORMS: Mapping[str, type[OfferForm]] = MappingProxyType({RESIDENT_ID: OfferForm})


def form_for(country: str) -> type[OfferForm]:
    """The form for what people prove themselves by in a country."""
    return FORMS.get(kind_in(country), DocumentForm)


class DecideForm(forms.Form):
    """The papers prove it, or one reason why not."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What do the papers show?"),
        choices=lambda: [
            ("prove", _("They prove it: name, number, portrait and dates fit")),
            *((code, notices.say(code)) for code in actions.REASONS),
        ],
    )
    valid_until = forms.DayField(
        label=gettext_lazy("The card is valid until"),
        help_text=gettext_lazy("Leave this empty if the card is valid without an end."),
        required=False,
    )

    def decided(self) -> dict[str, Any]:
        """The arguments of `decide_identity`."""
        verdict = self.cleaned_data["verdict"]
        return {
            "reason": "" if verdict == "prove" else verdict,
            "valid_until": self.cleaned_data["valid_until"],
            "action_id": self.cleaned_data["action_id"],
        }


@login_required
@require_http_methods(["GET", "POST"])
def mine(request: SignedIn) -> HttpResponse:
    """Offer a proof, or see what became of it."""
    now = clock.now()
    country = _country(request)
    form = form_for(country)(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_identity(request.user, **form.offered(), country=country, now=now)
            return redirect("account:identity")
        except forms.REFUSALS as refused:
            form.refuse(refused)
    return render(request, "account/identity.html", _mine(request, form))


def _country(request: SignedIn) -> str:
    """Whose paper it is: as chosen, else that of the newest case, else the installation's home."""
    chosen = request.GET.get("from", "")
    here = intake.countries_here()
    before = intake.answers_of(request.user)
    return chosen if chosen in here else before.country if before else law.home()


def _mine(request: SignedIn, form: OfferForm) -> dict[str, Any]:
    user = request.user
    country = _country(request)
    proof = queries.latest_proof(user)
    state = queries.identity_state(user, clock.legal_day(clock.now()))
    reason = proof.outcome.get("reason", "") if proof and state == "failed" else ""
    return {
        "form": form,
        "is_card": not isinstance(form, DocumentForm),
        "others": [(one, law.title(one)) for one in intake.countries_here() if one != country],
        "state": state,
        "proof": proof,
        "reason": notices.say(reason) if reason else "",
        "may_offer": state in ("none", "failed", "expired"),
        "withdrawing": forms.Form(),
        "turn": _turn(state),
    }


def _turn(state: str) -> parts.Turn | None:
    if state == "pending":
        return parts.Turn(
            False,
            _("Your papers are being checked. We will tell you."),
            consequence=_(
                "You need not do anything. Everything else can go on meanwhile; only offers and signatures wait."
            ),
        )
    if state == "proven":
        return None
    return parts.Turn(
        True,
        _("Show once who you are."),
        consequence=_(
            "If you do nothing, you can still fill in everything; offers and signatures wait for this."
        ),
    )


@login_required
@require_POST
def withdraw(request: SignedIn, ref: str) -> HttpResponse:
    now = clock.now()
    held = access.proof_for(request.user, ref, day=clock.legal_day(now))
    form = forms.Form(request.POST)
    if held.role != "owner":
        raise Http404
    if not form.is_valid():
        return redirect("account:identity")
    with contextlib.suppress(*forms.REFUSALS):  # decided meanwhile: the page says what came of it
        actions.withdraw_identity(held, now=now, action_id=form.cleaned_data["action_id"])
    return redirect("account:identity")


@login_required
@require_GET
def waiting(request: SignedIn) -> HttpResponse:
    """The reviewers' queue."""
    access.decider_role(request.user, day=clock.legal_day(clock.now()))
    return render(request, "account/identity_waiting.html", {"proofs": queries.proofs_waiting()})


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, ref: str) -> HttpResponse:
    now = clock.now()
    held = access.proof_to_decide(request.user, ref, day=clock.legal_day(now))
    form = DecideForm(request.POST or None, initial={"valid_until": held.proof.valid_until})
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_identity(held, **form.decided(), now=now)
            return redirect("account:identity_waiting")
        except forms.REFUSALS as refused:
            form.refuse(refused)
    if request.method == "GET":
        actions.note_look(held, now=now)
    return render(request, "account/identity_decide.html", _decision(held, form))


def _decision(held: access.HeldProof, form: DecideForm) -> dict[str, Any]:
    proof = held.proof
    facts = [
        parts.Fact(_("Name"), proof.legal_name),
        parts.Fact(_("Number"), proof.id_number),
        parts.Fact(_("Account"), proof.user.ref),
    ]
    codes = list(proof.outcome.get("notes", []))
    if queries.is_number_elsewhere(proof):
        codes.append("identity_number_elsewhere")
    return {
        "form": form,
        "proof": proof,
        "facts": facts,
        "notes": [notices.say(code) for code in codes],
        "sides": [
            (side, stored.media_type.startswith("image/"))
            for side, stored in (("front", proof.front), ("back", proof.back))
            if stored is not None and stored.key.destroyed_at is None
        ],
        "is_waiting": proof.state == "pending",
    }


@login_required
@require_GET
def photo(request: SignedIn, ref: str, side: str) -> HttpResponse:
    now = clock.now()
    held = access.proof_for(request.user, ref, day=clock.legal_day(now))
    shown = actions.show_photo(held, side, now=now)
    if shown is None:
        raise Http404
    response = HttpResponse(shown.data, content_type=shown.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    return response
