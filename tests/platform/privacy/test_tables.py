"""The tables of privacy leave nothing out: every model has a class, every sealed column an end, every field a reason."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from hejie_platform.intake import queries as intake
from hejie_platform.privacy.actions import shredding
from hejie_platform.privacy.facts import erasable, purposes, retention
from hejie_platform.web.apply import forms, paper_forms

STATIC = Path(__file__).parents[3] / "src/hejie_platform/web/static"
# What a page would call to read an address book, in any browser or wrapper.
CONTACTS = re.compile(r"navigator\.contacts|ContactsManager|readContacts|READ_CONTACTS|contactPicker", re.I)


def labels() -> set[str]:
    return {model._meta.label for model in apps.get_models()}


def test_every_model_of_every_app_has_one_class_of_retention() -> None:
    assert labels() == set(retention.MODELS)
    assert set(retention.MODELS.values()) == set(retention.CLASSES), "a class without rows"


def test_a_model_that_nobody_placed_is_noticed() -> None:
    with pytest.raises(KeyError):
        retention.class_of("cases.NewThing")
    with pytest.raises(retention.ToldTwice):
        retention._models({"one": ["a.B"], "two": ["a.B"]})


def test_every_class_says_when_what_and_by_which_rule() -> None:
    for row in retention.CLASSES.values():
        assert row.source
        has_event = row.event in {"case_closed", "mediation_ended", "agreement_ended", "answered", "made"}
        assert has_event == (row.months is not None), row.name


def test_every_sealed_column_and_every_file_has_an_end() -> None:
    tables = [erasable.BY_CASE, erasable.BY_PERSON, erasable.WITH_AGREEMENT, erasable.APART]
    placed = [label for table in tables for label in table]
    assert len(placed) == len(set(placed)), "placed twice"
    holding = {
        model._meta.label
        for model in apps.get_models()
        if list(shredding.sealed_columns(model)) or list(shredding.file_columns(model))
    }
    assert holding - set(placed) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("label", [*erasable.BY_CASE, *erasable.BY_PERSON])
def test_the_way_to_the_case_or_person_can_be_walked(label: str) -> None:
    way = erasable.BY_CASE.get(label) or erasable.BY_PERSON[label]
    assert not apps.get_model(label)._default_manager.filter(**{f"{way}__isnull": True}).exists()


@pytest.mark.feature("O03")
def test_every_field_of_the_application_has_a_purpose_and_a_ground() -> None:
    asked = {("story", one.name) for one in intake.STORY}
    asked |= {("loan", one.name) for one in intake.LOAN}
    asked |= {("wish", one.name) for one in intake.WISH}
    asked |= {("budget", line) for line in intake.budget_lines()}
    forms_of = {"paper": paper_forms.PaperForm, "consent": forms.ConsentForm}
    stamp = {"action_id", "seen_version", "agree"}
    asked |= {
        (about, name) for about, form in forms_of.items() for name in form.base_fields if name not in stamp
    }
    for about, name in asked:
        assert purposes.reason_for(about, name).ground in purposes.GROUNDS
    with pytest.raises(KeyError):
        purposes.reason_for("loan", "mother_in_law")


@pytest.mark.feature("O03")
def test_no_code_of_the_pages_asks_for_contacts() -> None:
    scripts = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".html", ".json", ".webmanifest"}]
    assert scripts, "the scripts moved: this test looks at nothing"
    assert [path.name for path in scripts if CONTACTS.search(path.read_text("utf-8"))] == []
    assert CONTACTS.search("await navigator.contacts.select(['tel'])")
