"""The word with which the platform itself declines an act. It knows no database, so that anything may say it."""

from typing import Any


class ActionRefused(Exception):
    """An action will not be done. `code` is one of core.codes or hejie.texts; wording lives in notices."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
