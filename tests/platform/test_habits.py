"""The hostile world of platform tests is really there: shuffled queries, and templates that may lack nothing."""

from datetime import datetime

import pytest
from django.template import Context, Template

from hejie_platform.people import models


@pytest.fixture
def twelve(db: None, now: datetime) -> None:
    for number in range(12):
        models.Organisation.objects.create(
            kind="body", name_zh=f"第{number:02}号", name_en=f"Body {number:02}", created_at=now
        )


@pytest.mark.usefixtures("twelve")
def test_a_read_without_an_order_comes_back_in_any_order() -> None:
    seen = {
        tuple(models.Organisation.objects.filter(kind="body").values_list("name_en", flat=True))
        for _ in range(6)
    }
    assert len(seen) > 1
    assert len({frozenset(names) for names in seen}) == 1


@pytest.mark.usefixtures("twelve")
def test_a_read_with_an_order_keeps_it() -> None:
    names = [
        list(models.Organisation.objects.order_by("name_en").values_list("name_en", flat=True))
        for _ in range(3)
    ]
    assert all(one == sorted(one) for one in names)


@pytest.mark.usefixtures("twelve")
def test_counts_joins_and_existence_are_left_as_they_were() -> None:
    bodies = models.Organisation.objects.filter(kind="body")
    assert bodies.count() == 12
    assert bodies.exists()
    assert bodies.union(bodies).count() == 12
    assert models.Organisation.objects.filter(id__in=bodies.values("id")).count() == 12
    assert len(bodies.values("kind").distinct()) == 1


def test_an_undefined_variable_in_a_template_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="nothing"):
        Template("{{ nothing }}").render(Context())


def test_a_defined_variable_is_shown() -> None:
    assert Template("{{ something }}").render(Context({"something": 1})) == "1"
