"""Addresses of a reading: the page, its pictures, what its owner answers, and the X-ray of a contract."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.reading import report, views, xray

app_name = "reading"

urlpatterns = [
    path("<str:ref>/<str:paper>/", views.paper, name="paper"),
    path("<str:ref>/<str:paper>/report/", report.report, name="report"),
    path("<str:ref>/<str:paper>/begin/", views.begin, name="begin"),
    path("<str:ref>/<str:paper>/stop/", views.stop, name="stop"),
    path("<str:ref>/<str:paper>/progress/", views.progress, name="progress"),
    path("<str:ref>/<str:paper>/pages/<int:number>/", views.page_picture, name="page"),
    path("<str:ref>/<str:paper>/values/<slug:field>/", views.value, name="value"),
    path("<str:ref>/<str:paper>/loan/", views.loan, name="loan"),
    path("<str:ref>/<str:paper>/entries/<int:number>/", report.entry, name="entry"),
    path("<str:ref>/<str:paper>/xray/", xray.page_of, name="xray"),
]

# "read_contract": a contract that was read, with values confirmed; "read_value": one of its values; "read_report": a credit
# report that was read; "read_entry": one of its entries; "read_page": a page of the contract.
PAGES = (
    Page("reading:paper", "borrower", "read_contract"),
    Page("reading:report", "borrower", "read_report"),
    Page("reading:begin", "borrower", "read_contract", "POST"),
    Page("reading:stop", "borrower", "read_contract", "POST"),
    Page("reading:progress", "borrower", "read_contract"),
    Page("reading:page", "borrower", "read_page"),
    Page("reading:value", "borrower", "read_value"),
    Page("reading:loan", "borrower", "read_contract"),
    Page("reading:entry", "borrower", "read_entry", "POST"),
    Page("reading:xray", "borrower", "read_contract"),
)
