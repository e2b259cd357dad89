"""How two cores share a suite: a module stays on one of them, the longest modules begin first.

A module of tests tells its story once (`CHAPTER`), so its tests belong together; and the suite ends when the last core ends,
so that what takes long must not begin last. `pytest.mark.long` says it of a module.

`pytest.mark.one_database` says of a test that what it asks is not about the database: on PostgreSQL it is left out.
"""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if not _on_postgres():
        return
    left_out = [item for item in items if item.get_closest_marker("one_database")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _on_postgres() -> bool:
    return os.environ.get("HEJIE_DATABASE_URL", "").startswith("postgres")
