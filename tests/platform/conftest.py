"""Fixtures of the platform's tests: the cast, the moment, and a database that starts empty.

Models are imported inside the fixtures: this file is read before Django's settings are named.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.platform.cast import Cast


@pytest.fixture
def now() -> datetime:
    """The moment at which the test's story begins: a Monday, ten in the morning in Shanghai."""
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None, now: datetime) -> "Cast":
    """Everybody who may appear."""
    from tests.platform.cast import make_cast

    return make_cast(now)
