"""The admin shows that an application is there, and nothing of what a person wrote in it."""

from datetime import datetime

import pytest
from django.contrib import admin
from django.test import RequestFactory

from hejie_platform.core.fields import EncryptedTextField
from hejie_platform.intake import models
from tests.platform.cast import Cast
from tests.platform.stories import intake

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label == "intake"]


def test_every_table_of_an_application_is_there_to_read() -> None:
    tables = {
        model.__name__
        for model in vars(models).values()
        if getattr(model, "__module__", "").startswith(f"{models.__name__}.")
    }
    assert {model.__name__ for model in OURS} == tables


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_nothing_is_changed_here_and_nothing_sealed_is_shown(model: type, cast: Cast, now: datetime) -> None:
    intake.open_case(cast, now=now)
    request = RequestFactory().get("/")
    request.user = cast.operator
    page = admin.site._registry[model]
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)

    sealed = {field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)}
    assert not sealed & {*page.get_fields(request), *page.list_display}
