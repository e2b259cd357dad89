"""What each figure means, in one table: what is counted, out of what, in which unit, and for which sides.

A figure without its definition says nothing; the pages, the downloads and the published statistics print these rows. A
share is a set of talks inside another one (`counted` inside `out_of`); the sets are named in `journeys.SETS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

BOTH: Final = ("borrower", "lender")
VERSION: Final = "2026-11"  # of the definitions; published figures name it


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition. `kind`: a share of talks, days between two moments, or a plain count.

    sides: () when it belongs to nobody in particular; else every side that a report must state.
    """

    code: str
    name: Any
    means: Any  # the definition in words
    kind: Literal["share", "days", "count", "score"]
    counted: str = ""
    out_of: str = ""
    sides: tuple[str, ...] = ()


METRICS: Final = (
    Metric("resolved_taken", _("Resolved, of all taken"),
           _("Talks with an agreement that took effect, out of all talks that began."),
           "share", "resolved", "taken"),
    Metric("resolved_completed", _("Resolved, of those completed"),
           _("Talks with an agreement that took effect, out of those that reached an agreement or ended."),
           "share", "resolved", "completed"),
    Metric("alone", _("Agreed without a mediator"),
           _("Resolved talks in which no mediation was ever asked for, out of all resolved talks."),
           "share", "alone", "resolved"),
    Metric("kept", _("Agreements kept to the end"),
           _("Resolved talks whose agreement was completed or paid early, out of all resolved talks."),
           "share", "kept", "resolved"),
    Metric("failed", _("Agreements that failed"),
           _("Resolved talks whose agreement was ended because it failed, out of all resolved talks."),
           "share", "failed", "resolved"),
    Metric("breached", _("Breaches"),
           _("Resolved talks in which the other side said that this side broke its duties, out of all resolved talks."),
           "share", "breached", "resolved", sides=BOTH),
    Metric("cured", _("Breaches made good"),
           _("Talks in which this side was said to be in breach and the breach was made good, out of those breaches."),
           "share", "cured", "breached", sides=BOTH),
    Metric("refused", _("Refused for good"),
           _("Talks that the lender ended by a refusal, out of all talks that began."),
           "share", "refused", "taken"),
    Metric("reply_days", _("Days to reply"),
           _("Whole days from the question to the first answer: of the lender after the talks began, of the borrower after "
             "the lender asked for something."),
           "days", "reply", sides=BOTH),
    Metric("agree_days", _("Days until an agreement"),
           _("Whole days from handing in the application to the day on which the agreement took effect."),
           "days", "agree"),
    Metric("admit_days", _("Days until accepted"),
           _("Whole days from handing in the application to the decision that accepted it."),
           "days", "admit"),
    Metric("refusals", _("Refusals by reason"),
           _("Refusals, each counted once, by the reason of the lender's policy that it named."),
           "count", "refusal"),
    Metric("results", _("Automatic results"),
           _("Results that the engine computed and kept, by kind. Each can be run again."),
           "count", "result"),
    Metric("satisfaction", _("Satisfaction"),
           _("The average of the answers from 1 (bad) to 5 (good), by stage and side."),
           "score", "score", sides=BOTH),
)  # fmt: skip

NAMED: Final[Mapping[str, Metric]] = MappingProxyType({one.code: one for one in METRICS})


class SideMissing(LookupError):
    """A report leaves out a side of a metric that has sides: it is not built."""
