"""The talks with the bank, at their states."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.platform.cast import Cast
    from tests.platform.stories.negotiation import Story


@pytest.fixture
def waiting(cast: "Cast", now: datetime, _copy: Any) -> "Story":
    """As the module's CHAPTER told it, if it has one."""
    from tests.platform.stories import negotiation

    return _copy[1] if _copy else negotiation.waiting(cast, now=now)


@pytest.fixture
def talking(waiting: "Story", now: datetime) -> "Story":
    from tests.platform.stories import negotiation

    return negotiation.talking(waiting, now=now)


@pytest.fixture
def agreed(waiting: "Story", now: datetime) -> "Story":
    from tests.platform.stories import negotiation

    return negotiation.facts_agreed(waiting, now=now)
