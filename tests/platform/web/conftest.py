"""Demo mode for the tests of pages: its rooms are routed when an installation starts in it, so a setting alone is not enough."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.urls import clear_url_caches, include, path


@pytest.fixture
def demo(settings: Any) -> Iterator[None]:
    """Demo mode, as an installation that was started in it routes its pages."""
    from hejie_platform import urls as ours
    from hejie_platform.core.modes import Mode
    from hejie_platform.web.demo import urls

    routed = ModuleType("routed_in_demo")
    routed.urlpatterns = [path("demo/", include((urls.routes, "demo"))), *ours.urlpatterns]  # type: ignore[attr-defined]  # a module made here
    for name in ("handler400", "handler403", "handler404", "handler500"):
        setattr(routed, name, getattr(ours, name, None) or f"django.views.defaults.{_default(name)}")
    settings.HEJIE_MODE = Mode.DEMO
    settings.ROOT_URLCONF = routed
    clear_url_caches()
    yield
    clear_url_caches()


def _default(name: str) -> str:
    return {
        "handler400": "bad_request",
        "handler403": "permission_denied",
        "handler404": "page_not_found",
    }.get(name, "server_error")
