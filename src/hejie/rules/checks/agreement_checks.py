"""The checks of an agreement's words, of limitation, and of the window for judicial confirmation."""

from collections.abc import Iterator
from datetime import date, timedelta

from hejie import dates
from hejie.rules.checks import word_checks
from hejie.rules.checks.facts import AgreementFacts, ConfirmationFacts, LimitationFacts
from hejie.rules.checks.findings import Maker, own_of
from hejie.rules.clocks.ends import clock_end
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Unknown, Verdict

MONTHS_A_YEAR = 12


def check_amendment(facts: AgreementFacts, *, pack: LawPack, day: date) -> tuple[Finding, ...]:
    """Every changed term says what it was, what it becomes and from when; an unclear variation counts as none."""
    maker = Maker(pack, "AMENDMENT_EXPLICIT", ("CN-CON-01", "CN-MED-05"), "block")
    gaps = [
        *_change_gaps(maker, facts),
        *(
            maker.broken("amendment_required_missing", term=term)
            for term, said in facts.required.items()
            if not said.strip()
        ),
        *_always(maker, facts, pack, day),
        *word_checks.phrases_in(facts.texts, "unclear_phrases", pack=pack, day=day),
    ]
    promises = word_checks.check_words(facts.texts, pack=pack, day=day, product=facts.product)
    clear = () if gaps else (maker.make("pass", "amendment_clear", count=len(facts.changes)),)
    return own_of((*gaps, *clear, *promises), pack)


def _change_gaps(maker: Maker, facts: AgreementFacts) -> Iterator[Finding]:
    for change in facts.changes:
        said = {"old": change.old.strip(), "new": change.new.strip(), "effective_on": change.effective_on}
        for gap, value in said.items():
            if not value:
                yield maker.broken("amendment_gap", term=change.term, gap=gap)


def _always(maker: Maker, facts: AgreementFacts, pack: LawPack, day: date) -> Iterator[Finding]:
    """The terms that an agreement as a whole always states."""
    row = pack.as_of("agreement_required_terms", day)
    if facts.is_whole and isinstance(row, Row) and isinstance(row.value, tuple):
        for term in row.value:
            if term not in facts.required:
                yield maker.broken("amendment_required_missing", term=str(term))


def check_limitation(facts: LimitationFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Tells, before any written promise, when the claim expires and that the promise starts the time again.

    Neutral: it advises nothing. An expired claim warns, and the promise then needs the person's own confirmation. Before the
    last payment falls due the time has not begun, and a promise neither starts it nor makes it shorter.
    """
    if "LIMITATION_NOTICE" not in pack.checks:
        return ()
    maker = Maker(pack, "LIMITATION_NOTICE", ("CN-LIM-01", "CN-LIM-02", "CN-LIM-03"), "warn")
    if facts.last_event_on is None:
        return (maker.missing("last_event_on"),)
    row = pack.as_of("limitation_years", facts.acting_on)
    if isinstance(row, Unknown):
        return (maker.undated(row),)
    expires = dates.add_months(facts.last_event_on, int(row.number) * MONTHS_A_YEAR)
    if facts.acting_on < facts.last_event_on:
        begins = facts.last_event_on.isoformat()
        said = {"begins_on": begins, "expires_on": expires.isoformat()}
        return (maker.make("info", "limitation_not_begun", **said),)
    restarts = dates.add_months(facts.acting_on, int(row.number) * MONTHS_A_YEAR).isoformat()
    if facts.acting_on <= expires:
        return (
            maker.make("info", "limitation_running", expires_on=expires.isoformat(), restarts_on=restarts),
        )
    verdict: Verdict = "warn" if facts.writes_promise else "info"
    said = {"expired_on": expires.isoformat(), "restarts_on": restarts}
    return (maker.make(verdict, "limitation_expired", **said),)


def check_confirmation(
    *, effective_on: date, has_lawful_body: bool, day: date, pack: LawPack
) -> tuple[Finding, ...]:
    """Whether both sides may still apply to the court together, and until which day (that day included)."""
    return check_confirmable(ConfirmationFacts(effective_on, day, has_lawful_body), pack=pack)


def check_confirmable(facts: ConfirmationFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Whether a court may confirm the agreement: a lawful body, both sides, in time, and nothing that forbids it; and
    until when it could then be enforced."""
    maker = Maker(pack, "CONFIRM_WINDOW", ("CN-MED-04",), "info")
    if not facts.has_lawful_body:
        return own_of((maker.make("info", "confirmation_not_possible"),), pack)
    found = (_window(maker, facts, pack), *_obstacles(facts, pack), *_enforcement(facts, pack))
    return own_of(found, pack)


def _window(maker: Maker, facts: ConfirmationFacts, pack: LawPack) -> Finding:
    last = clock_end("confirmation", facts.effective_on, pack=pack)
    if isinstance(last, Unknown):
        return maker.undated(last)
    if facts.day > last.day:
        return maker.make("info", "confirmation_closed", last_on=last.day.isoformat())
    left = (last.day - facts.day).days
    return maker.make("info", "confirmation_open", last_on=last.day.isoformat(), days_left=left)


def _obstacles(facts: ConfirmationFacts, pack: LawPack) -> Iterator[Finding]:
    maker = Maker(pack, "CONFIRM_WINDOW", ("CN-MED-05",), "block")
    if facts.both_apply is False:
        yield maker.broken("confirmation_needs_both")
    for defect in facts.defects:
        yield maker.broken("confirmation_barred", defect=defect)


def _enforcement(facts: ConfirmationFacts, pack: LawPack) -> Iterator[Finding]:
    if facts.last_due_on is None:
        return
    maker = Maker(pack, "CONFIRM_WINDOW", ("CN-MED-20",), "info")
    last = clock_end("enforcement", facts.last_due_on, pack=pack)
    if isinstance(last, Unknown):
        yield maker.undated(last)
    else:
        yield maker.make("info", "enforcement_until", last_on=last.day.isoformat())


def confirmation_reminders(effective_on: date, *, pack: LawPack) -> tuple[date, ...]:
    """The days on which both sides are reminded of the joint application."""
    row = pack.as_of("confirmation_reminder_days", effective_on)
    days = row.value if isinstance(row, Row) and isinstance(row.value, tuple) else ()
    return tuple(effective_on + timedelta(days=int(number)) for number in days)
