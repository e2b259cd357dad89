"""Was this contact by a collector in order? Hours, how often, whom, in what words, and whether collection rested.

    found = check_contact(contact, before=earlier, pack=rules.load_pack("cn"))
    found = check_contact(planned, before=earlier, pack=pack, is_planned=True)

Of a contact that was noted the answers are at worst "warn": what one side noted is no proof. One that the platform plans
itself is blocked, as its own policy; standards and self-regulation bind less than law, and every finding says on what it
rests (`force`, `rests_on`). A country has the parts that its law book names. Worked number: a third answered call on one day is the last
that GB/T 45251-2025 (5.3) leaves; the fourth is `contact_calls_many` with made=4, most=3. The window 22:00 to 08:00
is left open at its end: a call at 08:00 is in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from hejie.rules.checks import contact_profiles as profiles
from hejie.rules.checks.contact import CALL, Contact
from hejie.rules.checks.findings import Maker, own_of
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Unknown, Verdict

CHANNELS: Final = (CALL, "sms", "message", "mail", "visit", "letter", "other")
REACHED: Final = ("debtor", "family", "friend", "workplace", "other")
# What somebody may have done, and the rules against it: the hardest law first.
CONDUCT: Final = {
    "threat": ("CN-COL-10", "CN-COL-09", "CN-COL-11"),
    "insult": ("CN-COL-10", "CN-COL-09"),
    "told_others": ("CN-COL-10", "CN-COL-03", "CN-COL-08"),
    "false_office": ("CN-COL-08",),
    "false_amount": ("CN-COL-08",),
    "borrow_to_repay": ("CN-COL-08",),
    "private_account": ("CN-COL-08",),
    "entered_home": ("CN-COL-08",),
    "not_named": ("CN-COL-08",),
}


def check_contact(
    contact: Contact, *, before: Sequence[Contact] = (), pack: LawPack, is_planned: bool = False
) -> tuple[Finding, ...]:
    """Everything found about one contact; `before` are the earlier ones about the same debt, in any order.

    `is_planned`: nobody has made it yet, so that what is found blocks it. An empty answer says that nothing was found, not that the contact was lawful. ValueError for a time without a zone.
    """
    if contact.at.tzinfo is None:
        raise ValueError("a contact has a time with its zone")
    earlier = [one for one in before if one.at < contact.at]
    found = (
        *_hours(contact, pack),
        *_calls(contact, earlier, pack),
        *_dials(contact, earlier, pack),
        *_third_party(contact, earlier, pack),
        *_conduct(contact, pack),
        *_words(contact, pack),
        *_rest(contact, pack),
        *profiles.agency(contact, pack),
        *profiles.window(contact, earlier, pack),
        *profiles.breathing(contact, pack),
    )
    own = own_of(found, pack)
    return tuple(_blocked(one) for one in own) if is_planned else own


def _blocked(found: Finding) -> Finding:
    """What would only be looked at afterwards is not done at all."""
    verdict: Verdict = "block" if found.verdict == "warn" else found.verdict
    return replace(found, verdict=verdict, strength="block")


def _hours(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    maker = Maker(pack, "CONTACT_HOURS", ("CN-COL-01", "CN-COL-05"), "warn")
    quiet = [pack.as_of(f"contact_quiet_{end}", contact.at.date()) for end in ("from", "until")]
    for missing in (one for one in quiet if isinstance(one, Unknown)):
        yield from _undated(maker, missing)
    known = [time.fromisoformat(str(one.value)) for one in quiet if isinstance(one, Row)]
    if len(known) < len(quiet) or contact.hour_was_agreed:
        return
    begins, ends = known
    at = contact.at.time()
    if at >= begins or at < ends:
        said = {"quiet_from": f"{begins:%H:%M}", "quiet_until": f"{ends:%H:%M}"}
        yield maker.broken("contact_in_quiet_hours", at_time=f"{at:%H:%M}", **said)


def _undated(maker: Maker, unknown: Unknown) -> Iterator[Finding]:
    """A day without a row is said; a value that the country never had is no gap."""
    if unknown.reason != "no_such_name":
        yield maker.undated(unknown)


def _calls(contact: Contact, earlier: Sequence[Contact], pack: LawPack) -> Iterator[Finding]:
    """Answered calls of one day, over all numbers."""
    if contact.channel == CALL and contact.was_answered and contact.reached == "debtor":
        made = [one for one in _same_day(contact, earlier) if one.was_answered and one.reached == "debtor"]
        rule = ("contact_calls_per_day", "CN-COL-02")
        yield from _too_many(contact, len(made) + 1, *rule, "contact_calls_many", pack)


def _dials(contact: Contact, earlier: Sequence[Contact], pack: LawPack) -> Iterator[Finding]:
    """Attempts of one day to one number, answered or not."""
    if contact.channel == CALL and contact.number:
        made = [one for one in _same_day(contact, earlier) if one.number == contact.number]
        rule = ("contact_dials_per_number_per_day", "CN-COL-06")
        yield from _too_many(contact, len(made) + 1, *rule, "contact_dials_many", pack)


def _same_day(contact: Contact, earlier: Sequence[Contact]) -> list[Contact]:
    zone = contact.at.tzinfo
    today = [one for one in earlier if one.at.astimezone(zone).date() == contact.at.date()]
    return [one for one in today if one.channel == CALL]


def _too_many(
    contact: Contact, made: int, name: str, rule: str, code: str, pack: LawPack
) -> Iterator[Finding]:
    maker = Maker(pack, "CONTACT_FREQUENCY", (rule,), "warn")
    row = pack.as_of(name, contact.at.date())
    if isinstance(row, Unknown):
        yield from _undated(maker, row)
    elif made > row.number:
        yield maker.broken(code, made=made, most=int(row.number))


def _third_party(contact: Contact, earlier: Sequence[Contact], pack: LawPack) -> Iterator[Finding]:
    """Others may be asked for the debtor only after the debtor could not be reached several times in a row."""
    if contact.reached == "debtor":
        return
    if contact.was_refused_before:
        yield Maker(pack, "CONTACT_THIRD_PARTY", ("CN-COL-03", "CN-COL-07"), "warn").broken(
            "contact_after_refusal"
        )
    if contact.debtor_is_unreachable:
        return
    maker = Maker(pack, "CONTACT_THIRD_PARTY", ("CN-COL-10", "CN-COL-03", "CN-COL-07"), "warn")
    row = pack.as_of("contact_failures_before_third_party", contact.at.date())
    if isinstance(row, Unknown):
        yield from _undated(maker, row)
    elif (failed := _failures_in_a_row(earlier)) < row.number:
        yield maker.broken("contact_third_party", failed=failed, needed=int(row.number))


def _failures_in_a_row(earlier: Sequence[Contact]) -> int:
    own = sorted((one for one in earlier if one.reached == "debtor"), key=lambda one: one.at, reverse=True)
    return next((number for number, one in enumerate(own) if one.was_answered), len(own))


def _conduct(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    for kind in CONDUCT:
        if kind in contact.conduct:
            yield Maker(pack, "CONTACT_CONDUCT", CONDUCT[kind], "warn").broken(f"contact_{kind}")


def _words(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    """Words that often stand for a threat are pointed out; that they were one is for a person to say."""
    row = pack.as_of("contact_threat_phrases", contact.at.date())
    if isinstance(row, Unknown) or not isinstance(row.value, tuple):
        return
    said = contact.words.casefold()
    maker = Maker(pack, "CONTACT_WORDS", (row.rule_id,), "warn")
    for phrase in row.value:
        if str(phrase).casefold() in said:
            yield maker.broken("contact_words_heard", phrase=str(phrase))


def _rest(contact: Contact, pack: LawPack) -> Iterator[Finding]:
    if contact.rests_until is not None and contact.at.date() <= contact.rests_until:
        maker = Maker(pack, "CONTACT_REST", ("HJ-22",), "warn")
        yield maker.broken("contact_while_resting", until_on=contact.rests_until.isoformat())
