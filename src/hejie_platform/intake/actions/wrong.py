"""Answers that cannot be taken, all of them at once, each beside the field it concerns."""

from hejie import texts
from hejie_platform.ledger.actions import ActionRefused


class Wrong(ActionRefused):
    """The action will not be done; `faults` says everything that is wrong, `code` and `facts` the first of it."""

    def __init__(self, faults: tuple[texts.Fault, ...]) -> None:
        super().__init__(faults[0].code, **faults[0].facts)
        self.faults = faults


def refuse(code: str, field: str = "", **facts: object) -> Wrong:
    """One fault as a refusal."""
    return Wrong((texts.fault(code, field, **facts),))
