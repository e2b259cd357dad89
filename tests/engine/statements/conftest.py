"""Statements to read: real samples where they are at hand, invented ones always, and small ones made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.statements.printed import UNTIL, read

from hejie import statements
from hejie.statements import specimens


@pytest.fixture(scope="session")
def samples() -> Path:
    folder = Path(__file__).parents[4] / "shared" / "evidence" / "samples"
    if not folder.is_dir():
        pytest.skip("../shared/evidence/samples is not here")
    return folder


@pytest.fixture(scope="session")
def reading_of(samples: Path) -> Callable[[str], statements.Reading]:
    def reading(name: str) -> statements.Reading:
        return read((samples / name).read_bytes())

    return reading


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """One specimen of each format."""
    return {
        "alipay": specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=2),
        "wechat_csv": specimens.wechat_csv(specimens.SOLE_TRADER, until=UNTIL, months=2),
        "wechat_xlsx": specimens.wechat_xlsx(specimens.EMPLOYEE, until=UNTIL, months=2),
    }
