"""Addresses of the papers around an agreement."""

from django.urls import path

from hejie_platform.web.pages import Page
from hejie_platform.web.papers import changing, court, letters, together

app_name = "papers"
PREFIX = "papers/"

urlpatterns = [
    path("letters/", letters.check, name="letter_check"),
    path("letters/<str:ref>/<str:duty>/", letters.letter, name="letter"),
    path("letters/<str:ref>/<str:duty>/confirm/", letters.confirm, name="letter_confirm"),
    path("letters/<str:ref>/<str:duty>/file/", letters.file, name="letter_file"),
    path("court/<str:ref>/", court.court, name="court"),
    path("court/<str:ref>/pack/", court.pack, name="court_pack"),
    path("court/<str:ref>/record/", court.record, name="record"),
    path("court/<str:ref>/recorded/<str:paper>/", court.recorded, name="recorded"),
    path("change/<str:ref>/", changing.variation, name="variation"),
    path("mediations/<str:ref>/file/", court.mediated_file, name="mediated_file"),
    path("cases/<str:ref>/together/", together.together, name="together"),
]

# "mediated_agreement": one in force that a court can confirm, "recorded_paper" of it; "letter_duty": a letter that is owed,
# "letter": one that was issued; "changing": an agreement of which a change is asked; "mediated": its mediation.
PAGES = (
    Page("papers:letter_check", "public"),
    Page("papers:letter", "officer", "letter_duty"),
    Page("papers:letter_confirm", "officer", "letter_duty"),
    Page("papers:letter_file", "borrower", "letter"),
    Page("papers:court", "borrower", "mediated_agreement"),
    Page("papers:court_pack", "borrower", "mediated_agreement"),
    Page("papers:record", "borrower", "mediated_agreement"),
    Page("papers:recorded", "borrower", "recorded_paper"),
    Page("papers:variation", "borrower", "changing"),
    Page("papers:mediated_file", "borrower", "ended_mediation"),
    Page("papers:together", "borrower", "case"),
)
