"""The report of a period, with what is filtered out of it; alarms; what was published and what was said against it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.conf import settings
from django.db.models import Count

from hejie import dates
from hejie_platform.core import clock
from hejie_platform.insight.facts import alarms as alarming
from hejie_platform.insight.facts.alarms import WINDOW_MONTHS, Alarm
from hejie_platform.insight.facts.journeys import Journey
from hejie_platform.insight.facts.report import Others, Report, build
from hejie_platform.insight.models import Correction, LawfulOrder, Publication
from hejie_platform.insight.queries import log
from hejie_platform.ledger.models import Determination
from hejie_platform.people.models import Organisation
from hejie_platform.support import queries as support

HISTORY_MONTHS = 15


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases a report counts: begun between two days, and of these the talks with one lender or of one cause."""

    since: date
    until: date
    lender: str = ""
    cause: str = ""

    def holds(self, one: Journey) -> bool:
        """Whether these talks are counted."""
        return self.lender in ("", one.talks.lender) and self.cause in ("", one.talks.cause or "unknown")


def report(scope: Scope, *, only: str = "") -> Report:
    """The figures of a scope. Nine queries, however much there is. `only`: one breakdown beside the whole."""
    found = log.seen(scope.since, scope.until)
    journeys = [one for one in found.journeys if scope.holds(one)]
    kept = {one.talks.case for one in journeys}
    is_all = not scope.lender and not scope.cause
    cases = [one for one in found.cases if is_all or one.id in kept]
    others = _others(scope) if is_all else Others({}, {})
    return build(cases, journeys, others, least=settings.HEJIE_SMALLEST_CELL, only=only)


def _others(scope: Scope) -> Others:
    made = Determination.objects.filter(made_at__date__gte=scope.since, made_at__date__lte=scope.until)
    kinds = made.order_by("kind").values_list("kind").annotate(Count("id"))
    return Others(dict(kinds), _satisfaction(scope.since, scope.until))


def _satisfaction(since: date, until: date) -> dict[tuple[str, str], tuple[int, Fraction] | None]:
    rows = support.satisfaction(since=since, until=until, least=settings.HEJIE_SMALLEST_CELL)
    return {
        (row.stage, row.side): None if row.count is None or row.mean is None else (row.count, row.mean)
        for row in rows
    }


def alarms(*, now: datetime) -> list[Alarm]:
    """What a person should look at: failures that rose in the last three months, sides that feel far apart."""
    day = clock.legal_day(now)
    since = dates.add_months(day, -HISTORY_MONTHS).replace(day=1)
    window = {f"{dates.add_months(day, -back):%Y-%m}" for back in range(WINDOW_MONTHS)}
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in log.seen(since, day).journeys:
        if one.resolved_at:
            month = f"{clock.legal_day(one.resolved_at):%Y-%m}"
            counts[one.talks.lender][month].update(["of", *(["failed"] if one.failed_at else [])])
    months = {
        lender: {month: (count["failed"], count["of"]) for month, count in by_month.items()}
        for lender, by_month in counts.items()
    }
    means = {place: known[1] if known else None for place, known in _satisfaction(since, day).items()}
    return [
        *alarming.rises(months, window=window, least=settings.HEJIE_SMALLEST_CELL),
        *alarming.apart(means),
    ]


def publications() -> Sequence[Publication]:
    """Every publication, prepared and published, the newest period first."""
    return list(Publication.objects.select_related("prepared_by", "published_by").order_by("-from_day"))


def published() -> Sequence[Publication]:
    """What everybody may read, the newest period first."""
    return list(Publication.objects.filter(published_at__isnull=False).order_by("-from_day"))


def objections(*, publication: Publication | None = None, lender_ref: str = "") -> Sequence[Correction]:
    """What lenders said against their cards, what waits first."""
    rows = Correction.objects.select_related("publication", "lender", "made_by", "answered_by")
    rows = rows.filter(publication=publication) if publication else rows
    rows = rows.filter(lender__ref=lender_ref) if lender_ref else rows
    return sorted(rows.order_by("made_at", "id"), key=lambda row: row.answered_at is not None)


def orders() -> Sequence[LawfulOrder]:
    """Every order recorded, the newest first."""
    return list(
        LawfulOrder.objects.select_related("authority", "case", "recorded_by").order_by("-recorded_at", "-id")
    )


def authorities() -> Sequence[Organisation]:
    """The authorities that look on, by name."""
    return list(Organisation.objects.filter(kind="authority").order_by("name_en", "id"))
