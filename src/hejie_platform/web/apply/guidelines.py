"""One group of the budget beside its guideline: the household says why it lies above, the desk asks; within it, neither.

The same page in both houses; which of the two is written follows from whose house it is.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.intake import actions, queries
from hejie_platform.web import forms
from hejie_platform.web.apply import doors, rows
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.rows import House


class WhyForm(forms.Form):
    """A sentence of the household."""

    words = forms.WordsField(
        label=_("Why is it more with you?"),
        rows=3,
        max_length=500,
        help_text=_("One sentence is enough. It goes with the statement that you give to a lender."),
    )


class AskForm(forms.Form):
    """A question of the desk."""

    words = forms.WordsField(
        label=_("What do you want to know?"),
        rows=3,
        max_length=500,
        help_text=_("The borrower reads this beside the line."),
    )


def line(house: House) -> Callable[..., HttpResponse]:
    """The page of one group."""
    is_desk = house is rows.REVIEW
    action = actions.question_line if is_desk else actions.explain_line

    @require_http_methods(["GET", "POST"])
    @page
    def shown(request: Request, ref: str, number: int, *, now: datetime) -> HttpResponse:
        held = house.held(request.user, ref, now=now)
        found = queries.guidelines_of(held.case, day=clock.legal_day(now))
        one = found.line(number) if found else None
        if found is None or one is None:
            raise Http404
        form = (AskForm if is_desk else WhyForm)(request.POST or None, initial=_before(one, is_desk=is_desk))
        if form.is_valid() and doors.taken_at_any_version(
            form, action, held, number, words=form.cleaned_data["words"], now=now
        ):
            return redirect(house.at("measured", ref))
        context = {"held": held, "case": held.case, "house": house, "one": one, "form": form}
        return render(request, "apply/guideline.html", context | _named(found, one))

    return shown


def _before(one: Any, *, is_desk: bool) -> dict[str, str]:
    if one.note is None:
        return {}
    return {"words": one.note.question if is_desk else one.note.words}


def _named(found: Any, one: Any) -> dict[str, Any]:
    is_english = get_language() == "en"
    return {
        "name": one.beside.group_en if is_english else one.beside.group,
        "source": found.compared.source_en if is_english else found.compared.source,
        "version": found.compared.pack,
    }
