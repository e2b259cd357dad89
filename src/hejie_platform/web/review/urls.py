"""Addresses of the review desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.apply import guidelines, measured, rows
from hejie_platform.web.pages import Link, Page
from hejie_platform.web.reading import desk
from hejie_platform.web.review import forecasting, views

app_name = "review"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("<str:ref>/", views.case, name="case"),
    path("<str:ref>/admit/", views.decide("admit"), name="admit"),
    path("<str:ref>/return/", views.decide("return"), name="return"),
    path("<str:ref>/decline/", views.decide("decline"), name="decline"),
    path("<str:ref>/classify/", views.classify, name="classify"),
    path("<str:ref>/budget/", measured.measured(rows.REVIEW), name="measured"),
    path("<str:ref>/budget/<int:number>/", guidelines.line(rows.REVIEW), name="guideline"),
    path("<str:ref>/forecast/", forecasting.choose, name="forecast"),
    path("<str:ref>/rows/", rows.rows(rows.REVIEW), name="rows"),
    path("<str:ref>/rows/<str:key>/", rows.row(rows.REVIEW), name="row"),
    path("<str:ref>/rows/<str:key>/undo/", rows.undo(rows.REVIEW), name="row_undo"),
    path("<str:ref>/papers/<str:paper>/", views.paper, name="paper"),
    path("<str:ref>/papers/<str:paper>/file/", views.file, name="file"),
    path("<str:ref>/papers/<str:paper>/reading/", desk.beside(desk.REVIEW), name="reading"),
    path("<str:ref>/papers/<str:paper>/pages/<int:number>/", desk.picture(desk.REVIEW), name="page"),
]

# The desk's pages are open to reviewers, supervisors and operators; decisions to the first two. "submitted" is a case
# that waits for its review, "submitted_paper" a paper of it, "submitted_contract" one that was read, "submitted_page" a page of that,
# "submitted_row" a line of its statement.
PAGES = (
    Page("review:queue", "reviewer"),
    Page("review:case", "reviewer", "submitted"),
    Page("review:admit", "reviewer", "submitted"),
    Page("review:return", "reviewer", "submitted"),
    Page("review:decline", "reviewer", "submitted"),
    Page("review:classify", "reviewer", "submitted"),
    Page("review:measured", "reviewer", "submitted"),
    Page("review:forecast", "reviewer", "submitted"),
    Page("review:guideline", "reviewer", "submitted_line"),
    Page("review:rows", "reviewer", "submitted"),
    Page("review:row", "reviewer", "submitted_row"),
    Page("review:row_undo", "reviewer", "submitted_row", method="POST"),
    Page("review:paper", "reviewer", "submitted_paper"),
    Page("review:file", "reviewer", "submitted_paper"),
    Page("review:reading", "reviewer", "submitted_contract"),
    Page("review:page", "reviewer", "submitted_page"),
)

NAV = (
    Link(_("Review desk"), "review:queue", "reviewer", is_start=True),
    Link(_("Review desk"), "review:queue", "supervisor", is_start=True),
)
