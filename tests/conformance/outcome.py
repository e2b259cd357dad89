"""What an adapter answers with: the engine agrees with the source, differs from it, or the case is not for it.

"Not applicable" always carries one line of reason: what in the source is a quirk or a fault, not a feature that is
missing here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Case = Mapping[str, Any]
Verdict = Literal["agrees", "differs", "not_applicable"]
VERDICTS: Final[tuple[Verdict, ...]] = ("agrees", "differs", "not_applicable")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case judged; `reason` is empty where the engine agrees."""

    verdict: Verdict
    reason: str = ""


Adapter = Callable[[Case], Outcome]

AGREES: Final = Outcome("agrees")


class NotApplicable(Exception):  # an answer, not an error
    """Raised anywhere inside an adapter to answer `not_applicable` with this reason."""


def differs(reason: str) -> Outcome:
    return Outcome("differs", reason)


def not_applicable(reason: str) -> Outcome:
    return Outcome("not_applicable", reason)


def judged(differences: Sequence[str]) -> Outcome:
    """Agrees if nothing differs; else the first differences, and how many there are."""
    if not differences:
        return AGREES
    more = f" (and {len(differences) - 2} more)" if len(differences) > 2 else ""
    return differs("; ".join(differences[:2]) + more)
