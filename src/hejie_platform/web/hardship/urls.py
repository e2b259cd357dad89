"""Addresses of the standard statement and of what lenders are given of it."""

from django.urls import path

from hejie_platform.web.hardship import views
from hejie_platform.web.pages import Page

app_name = "hardship"

urlpatterns = [
    path("given/<str:file>/", views.file, name="file"),
    path("given/<str:file>/pdf/", views.file_pdf, name="file_pdf"),
    path("given/<str:file>/json/", views.file_json, name="file_json"),
    path("given/<str:file>/zip/", views.file_zip, name="file_zip"),
    path("of/<str:ref>/", views.mine, name="mine"),
    path("of/<str:ref>/pdf/", views.statement_pdf, name="statement_pdf"),
    path("of/<str:ref>/json/", views.statement_json, name="statement_json"),
    path("of/<str:ref>/give/<str:lender>/", views.give, name="give"),
    path("of/<str:ref>/end/<str:file>/", views.end, name="end"),
]

# "given_file": a file that the bank can open today; "given_case": the case that gave it, "given_end": both.
PAGES = (
    Page("hardship:file", "officer", "given_file"),
    Page("hardship:file_pdf", "officer", "given_file"),
    Page("hardship:file_json", "officer", "given_file"),
    Page("hardship:file_zip", "officer", "given_file"),
    Page("hardship:mine", "borrower", "given_case"),
    Page("hardship:statement_pdf", "borrower", "given_case"),
    Page("hardship:statement_json", "borrower", "given_case"),
    Page("hardship:give", "borrower", "draft_lender"),
    Page("hardship:end", "borrower", "given_end"),
)
