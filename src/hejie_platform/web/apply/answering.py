"""The questions of an application, one to a page: shown, answered, saved, and on to the next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.web.apply import answers, doors, forms, questions
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.questions import Question

GET_POST = require_http_methods(["GET", "POST"])


def story(name: str) -> Callable[..., HttpResponse]:
    """The page of a question about the story."""
    return _page("story", name)


def wish(name: str) -> Callable[..., HttpResponse]:
    """The page of a question about the wish."""
    return _page("wish", name)


def _page(about: str, name: str) -> Callable[..., HttpResponse]:
    question = _known(about, name)
    action = {"story": actions.save_story, "wish": actions.save_wish}[about]

    @GET_POST
    @page
    def answer(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = access.application_for(request.user, ref, now=now)
        row = getattr(queries.answers_about(held.case), about)
        form = _form(request, held, about, question, row, now)
        if form.is_valid() and doors.taken(form, action, held, form.given, now=now):
            return _onward(request, ref, about, name)
        doors.keep_the_rest(request, form, action, held, now=now)
        return _shown(request, held, form, question)

    return answer


@GET_POST
@page
def loan_new(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The first question about a loan makes the loan."""
    held = access.application_for(request.user, ref, now=now)
    question = _known("loan", "creditor")
    form = _form(request, held, "loan", question, None, now)
    if form.is_valid() and doors.taken(form, actions.add_loan, held, form.given, now=now):
        return redirect("apply:loan_amounts", ref, queries.newest_loan(held.case).ref)
    return _shown(request, held, form, question)


def loan(name: str) -> Callable[..., HttpResponse]:
    """The page of a question about one loan."""
    question = _known("loan", name)

    @GET_POST
    @page
    def answer(request: Request, ref: str, loan: str, *, now: datetime) -> HttpResponse:
        held = access.application_for(request.user, ref, now=now)
        row = access.loan_of(held, loan)
        form = _form(request, held, "loan", question, row, now)
        if form.is_valid() and doors.taken(form, actions.save_loan, held, row, form.given, now=now):
            return _onward_loan(request, ref, loan, name)
        doors.keep_the_rest(request, form, actions.save_loan, held, row, now=now)
        return _shown(request, held, form, question, label=answers.label_of(row))

    return answer


def _known(about: str, name: str) -> Question:
    question = questions.find(about, name)
    if question is None:
        raise Http404
    return question


def _form(
    request: Request, held: HeldCase, about: str, question: Question, row: Any, now: datetime
) -> forms.QuestionForm:
    return forms.QuestionForm(
        request.POST or None,
        about=about,
        question=question,
        row=row,
        today=clock.legal_day(now),
        lenders=queries.lenders_here(held.case.country) if about == "loan" else (),
        seen_version=held.case.version,
    )


def _onward(request: Request, ref: str, about: str, name: str) -> HttpResponse:
    """Back to the check page when one came from there, else to the next question, else to the task list."""
    if request.GET.get("back") == "check":
        return redirect("apply:check", ref)
    following = questions.after(about, name)
    return redirect(f"apply:{following}" if following else "apply:tasks", ref)


def _onward_loan(request: Request, ref: str, loan: str, name: str) -> HttpResponse:
    if request.GET.get("back") == "check":
        return redirect("apply:check", ref)
    following = questions.after("loan", name)
    return redirect(f"apply:loan_{following}", ref, loan) if following else redirect("apply:loans", ref)


def _shown(
    request: Request, held: HeldCase, form: Any, question: Question, *, label: str = ""
) -> HttpResponse:
    context = {"held": held, "case": held.case, "form": form, "question": question, "label": label}
    return render(request, "apply/question.html", context)
