"""One question, five answers, words if one likes."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hejie_platform.support import access, actions, queries
from hejie_platform.web import forms, places
from hejie_platform.web.complaints import doors
from hejie_platform.web.complaints.doors import Request, page, taken
from hejie_platform.web.feedback import words as lists


class FeedbackForm(forms.Form):
    score = forms.ChoiceField(label="", choices=lists.SCORES)
    words = forms.WordsField(label=_("In your words"), required=False, rows=3, max_length=1000)


@require_http_methods(["GET", "POST"])
@page
def give(request: Request, stage: str, ref: str, *, now: datetime) -> HttpResponse:
    """Answer the question of a stage."""
    matter = access.matter_for(request.user, stage, ref, now=now)
    back = places.back(request, request.GET.get("next", ""))
    if queries.has_answered(request.user, stage, matter.row.pk):
        return render(request, "feedback/thanks.html", {"back": back})
    form = FeedbackForm(request.POST or None)
    score: Any = form.fields["score"]
    score.label = lists.QUESTIONS[stage]
    if form.is_valid():
        given = {"stage": stage, "side": matter.side, "matter": matter.row.pk}
        said = {"score": int(form.cleaned_data["score"]), "words": form.cleaned_data["words"]}
        if taken(form, actions.answer_feedback, request.user, **given, **said, now=now):
            doors.say(request, _("Thank you."))
            return redirect(back)
    return render(request, "feedback/give.html", {"form": form, "back": back})
