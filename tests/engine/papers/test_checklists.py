"""What to bring for which hardship: one list, and a way to get everything on it."""

import pytest

from hejie import papers, texts


@pytest.mark.parametrize("cause", papers.causes())
def test_everything_asked_comes_with_a_way_to_get_it(cause: str) -> None:
    needs = papers.checklist(cause)
    assert needs
    for need in needs:
        assert {way.paper for way in need.ways} == set(need.any_of)
        assert all(way.how.code in texts.CODES and way.days > 0 for way in need.ways)


def test_what_is_there_is_not_asked_again_and_one_of_several_will_do() -> None:
    assert [need.any_of for need in papers.still_needed("illness", have={"bank_statement"})] == [
        ("medical_record", "medical_bill")
    ]
    assert papers.still_needed("illness", have={"bank_statement", "medical_bill"}) == ()
    assert papers.checklist("moon") == ()


def test_the_quickest_and_free_way_stands_first() -> None:
    (need,) = papers.still_needed("illness", have={"wallet_statement"})
    assert [way.paper for way in need.ways] == ["medical_bill", "medical_record"]


def test_the_application_asks_for_the_same_papers() -> None:
    lists = pytest.importorskip("hejie_platform.intake.facts.lists").LISTS
    for cause in papers.causes():
        asked = [set(any_of) for any_of in lists.causes[cause].papers]
        assert [set(need.any_of) for need in papers.checklist(cause)] == asked
