"""Addresses of the application."""

from django.urls import path

from hejie_platform.web.apply import (
    answering,
    columns,
    consents,
    dropping,
    forecast,
    guidelines,
    household,
    measured,
    papers,
    questions,
    rows,
    savings,
    views,
)
from hejie_platform.web.pages import Page

app_name = "apply"

_STORY = [path(f"<str:ref>/{one.name}/", answering.story(one.name), name=one.name) for one in questions.STORY]
_WISH = [
    path(f"<str:ref>/wish/{one.name}/", answering.wish(one.name), name=one.name) for one in questions.WISH
]
_LOAN = [
    path(f"<str:ref>/loans/<str:loan>/{one.name}/", answering.loan(one.name), name=f"loan_{one.name}")
    for one in questions.LOAN
]
_BUDGET = [path(f"<str:ref>/budget/{name}/", household.lines(name), name=name) for name in household.GROUPS]

urlpatterns = [
    path("", views.start, name="start"),
    path("begin/", views.begin, name="begin"),
    path("<str:ref>/", views.task_list, name="tasks"),
    *_STORY,
    path("<str:ref>/loans/", views.loans, name="loans"),
    path("<str:ref>/loans/new/", answering.loan_new, name="loan_new"),
    *_LOAN,
    path("<str:ref>/loans/<str:loan>/remove/", views.loan_remove, name="loan_remove"),
    path("<str:ref>/papers/", papers.papers, name="papers"),
    path("<str:ref>/papers/drop/", dropping.drop, name="drop"),
    path("<str:ref>/papers/progress/", dropping.progress, name="progress"),
    path("<str:ref>/papers/new/", papers.paper_new, name="paper_new"),
    path("<str:ref>/papers/<str:paper>/", papers.paper, name="paper"),
    path("<str:ref>/papers/<str:paper>/columns/", columns.columns, name="columns"),
    path("<str:ref>/papers/<str:paper>/stop/", dropping.stop, name="stop"),
    path("<str:ref>/papers/<str:paper>/file/", papers.file, name="file"),
    path("<str:ref>/papers/<str:paper>/remove/", papers.paper_remove, name="paper_remove"),
    *_BUDGET,
    path("<str:ref>/rows/", rows.rows(rows.APPLY), name="rows"),
    path("<str:ref>/rows/<str:key>/", rows.row(rows.APPLY), name="row"),
    path("<str:ref>/rows/<str:key>/undo/", rows.undo(rows.APPLY), name="row_undo"),
    path("<str:ref>/budget/", household.result, name="result"),
    path("<str:ref>/budget/whole/", measured.measured(rows.APPLY), name="measured"),
    path("<str:ref>/budget/whole/<int:number>/", guidelines.line(rows.APPLY), name="guideline"),
    path("<str:ref>/budget/forecast/", forecast.forecast, name="forecast"),
    path("<str:ref>/budget/savings/", savings.savings, name="savings"),
    path("<str:ref>/budget/ways/", household.breathing, name="breathing"),
    *_WISH,
    path("<str:ref>/consents/", consents.consents, name="consents"),
    path("<str:ref>/consents/<str:lender>/", consents.consent, name="consent"),
    path("<str:ref>/consents/<str:consent>/end/", consents.consent_end, name="consent_end"),
    path("<str:ref>/check/", views.check, name="check"),
    path("<str:ref>/submit/", views.submit, name="submit"),
    path("<str:ref>/receipt/", views.receipt, name="receipt"),
]

# sample: the keys of the tests' objects. "draft" is an application being filled in, "draft_loan", "draft_paper",
# "draft_lender" and "draft_consent" belong to it,
# "draft_columns" is a paper of it whose columns nobody knows, "draft_row" a line of one; "case" was handed in.
PAGES = (
    Page("apply:start", "anyone"),
    Page("apply:begin", "anyone", method="POST"),
    Page("apply:tasks", "borrower", "draft"),
    *(Page(f"apply:{one.name}", "borrower", "draft") for one in (*questions.STORY, *questions.WISH)),
    Page("apply:loans", "borrower", "draft"),
    Page("apply:loan_new", "borrower", "draft"),
    *(Page(f"apply:loan_{one.name}", "borrower", "draft_loan") for one in questions.LOAN),
    Page("apply:loan_remove", "borrower", "draft_loan"),
    Page("apply:papers", "borrower", "draft"),
    Page("apply:drop", "borrower", "draft", method="POST"),
    Page("apply:progress", "borrower", "draft"),
    Page("apply:paper_new", "borrower", "draft"),
    Page("apply:paper", "borrower", "draft_paper"),
    Page("apply:columns", "borrower", "draft_columns"),
    Page("apply:stop", "borrower", "draft_paper", method="POST"),
    Page("apply:file", "borrower", "draft_paper"),
    Page("apply:paper_remove", "borrower", "draft_paper"),
    *(Page(f"apply:{name}", "borrower", "draft") for name in household.GROUPS),
    Page("apply:rows", "borrower", "draft"),
    Page("apply:row", "borrower", "draft_row"),
    Page("apply:guideline", "borrower", "draft_line"),
    Page("apply:row_undo", "borrower", "draft_row", method="POST"),
    Page("apply:forecast", "borrower", "draft"),
    Page("apply:savings", "borrower", "draft"),
    Page("apply:measured", "borrower", "draft"),
    Page("apply:result", "borrower", "draft"),
    Page("apply:breathing", "borrower", "draft"),
    Page("apply:consents", "borrower", "draft"),
    Page("apply:consent", "borrower", "draft_lender"),
    Page("apply:consent_end", "borrower", "draft_consent"),
    Page("apply:check", "borrower", "draft"),
    Page("apply:submit", "borrower", "draft"),
    Page("apply:receipt", "borrower", "case"),
)
