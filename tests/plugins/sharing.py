"""How two cores share a suite: a module stays on one of them, the longest modules begin first.

A module of tests tells its story once (`CHAPTER`), so its tests belong together; and the suite ends when the last core ends,
so that what takes long must not begin last. `pytest.mark.long` says it of a module.
"""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
