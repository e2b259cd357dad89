"""The checks of an agreement's words, of limitation, and of the window for judicial confirmation."""

from collections.abc import Iterator
from datetime import date, timedelta

from hejie import dates
from hejie.rules.facts import AgreementFacts, LimitationFacts
from hejie.rules.findings import Maker
from hejie.rules.pack import LawPack
from hejie.rules.values import Finding, Row, Unknown, Verdict

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
        *_phrases(pack, "AMENDMENT_EXPLICIT", "unclear_phrases", "amendment_phrase_unclear", facts, day),
    ]
    promises = _phrases(pack, "CREDIT_PROMISE", "credit_promise_phrases", "credit_promise_found", facts, day)
    clear = () if gaps else (maker.make("pass", "amendment_clear", count=len(facts.changes)),)
    return (*gaps, *clear, *promises)


def _change_gaps(maker: Maker, facts: AgreementFacts) -> Iterator[Finding]:
    for change in facts.changes:
        said = {"old": change.old.strip(), "new": change.new.strip(), "effective_on": change.effective_on}
        for gap, value in said.items():
            if not value:
                yield maker.broken("amendment_gap", term=change.term, gap=gap)


def _phrases(
    pack: LawPack, check: str, name: str, code: str, facts: AgreementFacts, day: date
) -> Iterator[Finding]:
    row = pack.as_of(name, day)
    if isinstance(row, Unknown) or not isinstance(row.value, tuple):
        return
    maker = Maker(pack, check, (row.rule_id,), "block")
    whole = "\n".join(facts.texts).casefold()
    for phrase in row.value:
        if str(phrase).casefold() in whole:
            yield maker.broken(code, phrase=str(phrase))


def check_limitation(facts: LimitationFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Tells, before any written promise, when the claim expires and that the promise starts the time again.

    Neutral: it advises nothing. An expired claim warns, and the promise then needs the person's own confirmation.
    """
    maker = Maker(pack, "LIMITATION_NOTICE", ("CN-LIM-01", "CN-LIM-02", "CN-LIM-03"), "warn")
    if facts.last_event_on is None:
        return (maker.missing("last_event_on"),)
    row = pack.as_of("limitation_years", facts.acting_on)
    if isinstance(row, Unknown):
        return (maker.undated(row),)
    expires = dates.add_months(facts.last_event_on, int(row.number) * MONTHS_A_YEAR)
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
    maker = Maker(pack, "CONFIRM_WINDOW", ("CN-MED-04",), "info")
    if not has_lawful_body:
        return (maker.make("info", "confirmation_not_possible"),)
    row = pack.as_of("confirmation_days", effective_on)
    if isinstance(row, Unknown):
        return (maker.undated(row),)
    last = effective_on + timedelta(days=int(row.number))
    if day > last:
        return (maker.make("info", "confirmation_closed", last_on=last.isoformat()),)
    left = (last - day).days
    return (maker.make("info", "confirmation_open", last_on=last.isoformat(), days_left=left),)


def confirmation_reminders(effective_on: date, *, pack: LawPack) -> tuple[date, ...]:
    """The days on which both sides are reminded of the joint application."""
    row = pack.as_of("confirmation_reminder_days", effective_on)
    days = row.value if isinstance(row, Row) and isinstance(row.value, tuple) else ()
    return tuple(effective_on + timedelta(days=int(number)) for number in days)
