"""Money that is laid by: said by whoever likes to, how much there is and how much of it is to be kept."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie.budget import Compared
from hejie_platform.core import clock, formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.web import forms, parts
from hejie_platform.web.apply import doors
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.templatetags.hejie import quoting

ONLY_YOURS = gettext_lazy(
    "Only your side can see this. A lender reads nothing of it but the sum at once that a plan asks for."
)
ALIVE = ("draft", "submitted", "returned", "open")


class SavingsForm(forms.Form):
    """Both amounts, or neither."""

    at_hand_minor = forms.MoneyField(
        label=gettext_lazy("Money that you have at hand today"),
        help_text=gettext_lazy(
            "In accounts, in wallets and in cash, all together. A rough figure is enough."
        ),
        required=False,
    )
    kept_minor = forms.MoneyField(label=gettext_lazy("How much of it do you need to keep?"), required=False)

    @property
    def given(self) -> dict[str, int | None]:
        """Both amounts; nothing is kept of what nobody told. Valid forms only."""
        at_hand = self.cleaned_data["at_hand_minor"]
        return {
            "at_hand_minor": at_hand,
            "kept_minor": None if at_hand is None else self.cleaned_data["kept_minor"],
        }


@require_http_methods(["GET", "POST"])
@page
def savings(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Told, changed, or taken back by leaving both empty; at any time while the case lives."""
    held = access.application_for(request.user, ref, now=now)
    form = _form(request, held, now)
    if form.is_valid() and doors.taken(form, actions.tell_savings, held, **form.given, now=now):
        doors.say(request, _("Kept. Only you see these amounts."))
        return redirect(_back(held)[0])
    back, before = _back(held)
    context = {
        "held": held,
        "back": back,
        "before": before,
        "case": held.case,
        "form": form,
        "may_edit": held.case.state in ALIVE,
        "banner": parts.Banner(ONLY_YOURS, is_sealed=True),
    }
    return render(request, "apply/savings.html", context)


def _back(held: access.HeldCase) -> tuple[str, Any]:
    """The page before this one, and its name."""
    if held.case.state == "open":
        return reverse("plans:compare", args=[held.case.ref]), _("All my debts together")
    return reverse("apply:result", args=[held.case.ref]), _("What is left each month")


def _form(request: Request, held: access.HeldCase, now: datetime) -> SavingsForm:
    told = queries.savings_of(held.case)
    form = SavingsForm(request.POST or None, seen_version=held.case.version)
    kept = form.fields["kept_minor"]
    kept.help_text = _("Whatever happens, no plan will ask for this part.")
    usual = queries.usual_living(held.case, day=clock.legal_day(now))
    if usual:
        kept.help_text = quoting(_usual(*usual))
    if told:
        form.fields["at_hand_minor"].initial, kept.initial = told.at_hand_minor, told.kept_minor
    elif usual:
        kept.initial = usual[0]
    return form


def _usual(minor: int, found: Compared) -> str:
    """What a household of this size spends in a month, as a hint where one may begin."""
    source = found.source_en if get_language() == "en" else found.source
    return _(
        "On average, a month of living costs a household like yours {amount} (source: {source}). Whatever happens, no plan will ask for the part that you keep."
    ).format(amount=formats.money_text(minor), source=source)
