"""The words of a letter to a creditor outside, in both languages, and what its pages call things."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie_platform.core import formats
from hejie_platform.web.agreement.words import PAYS
from hejie_platform.web.apply.words import CAUSES
from hejie_platform.web.room.words import BUCKETS

KINDS: Final[Mapping[str, str | Promise]] = {
    "invitation": _("An invitation to talks"),
    "reminder": _("A reminder that an answer is awaited"),
    "counter": _("The borrower's offer"),
    "agreement": _("The agreement, to be signed on paper"),
}
WAYS: Final[Mapping[str, str | Promise]] = {
    "post": _("By post"),
    "mail": _("By e-mail"),
    "counter": _("Handed over at a counter"),
}
SPOKEN: Final[Mapping[str, str | Promise]] = {
    "phone": _("On the phone"),
    "counter": _("At a counter"),
    "mail": _("By e-mail"),
    "message": _("By message"),
}
# What can happen with a creditor outside beside its answers, by the step that records it.
DEEDS: Final[Mapping[str, str | Promise]] = {
    "grant_standstill": _("It grants a pause in collection"),
    "record_proceeding": _("A court case runs"),
    "transfer": _("The loan went to another holder"),
    "unreachable": _("It cannot be reached"),
}
TITLES: Final = {
    "invitation": _("Invitation to talks about repayment"),
    "reminder": _("Reminder: your answer is awaited"),
    "counter": _("An offer of the borrower, for your answer"),
    "agreement": _("The agreement, for your signature"),
}
LANGUAGES: Final = (("zh-hans", "zh"), ("en", "en"))
HAPPENED: Final[Mapping[str, str | Promise]] = {
    "negotiation.start": _("Talks begun"),
    "negotiation.start_again": _("You asked us to write to it"),
    "negotiation.letter_written": _("Letter written"),
    "negotiation.letter_sent": _("Letter sent"),
    "negotiation.promise_noted": _("Its staff said something; it binds nobody"),
    "negotiation.creditor_kind": _("What kind of lender it is was noted"),
    "negotiation.talk": _("It is ready to talk"),
    "negotiation.ask": _("It asked for something"),
    "negotiation.state_facts": _("It stated what is owed"),
    "offer.put": _("It made an offer"),
    "offer.counter": _("It made another offer in answer"),
    "offer.replace": _("It changed its offer"),
    "offer.accept": _("It accepted the borrower's offer"),
    "agreement.sign": _("It signed on paper"),
    "agreement.correct_scan": _("A wrong scan of its signature was corrected"),
    "offer.reject": _("It declined the borrower's offer"),
    "offer.withdraw": _("It took its offer back"),
    "negotiation.refuse_curable": _("It refused for now and said what would change that"),
    "negotiation.refuse": _("It refused"),
    "negotiation.give_up": _("It ended the talks without agreement"),
}


def letter(said: Mapping[str, Any], kind: str, language: str) -> dict[str, Any]:
    """One language of a letter: title, reference, address and paragraphs."""
    with translation.override(language):
        is_zh = language.startswith("zh")
        return {
            "language": "zh" if is_zh else "en",
            "title": str(TITLES[kind]),
            "reference": gettext("Letter {ref} · talks {talks}").format(**said),
            "to": said["creditor_zh" if is_zh else "creditor_en"],
            "address": said["address"],
            "text": _text(said, kind),
            "issuer": gettext("Hejie, neutral platform for repayment talks"),
            "day": formats.day_text(date.fromisoformat(said["written_on"])),
        }


def _text(said: Mapping[str, Any], kind: str) -> list[str]:
    return OWN_TEXTS[kind](said) if kind in OWN_TEXTS else _asking(said, kind)


def _counter(said: Mapping[str, Any]) -> list[str]:
    """The borrower's offer, as complete as an answer to it needs."""
    one = said["offer"]
    shown = {
        name: formats.day_text(date.fromisoformat(one[name])) for name in ("first_on", "last_on", "until")
    }
    amount, total, upfront, waived = (
        formats.money_text(one[name], one["currency"])
        for name in ("most_minor", "total_minor", "upfront_minor", "waived_minor")
    )
    parts = [
        gettext("{borrower} makes you this offer, number {number} in our talks:").format(**said, **one),
        "· "
        + str(PAYS[one["every"]]).format(
            amount=amount,
            count=one["instalments"],
            first=shown["first_on"],
            last=shown["last_on"],
            total=total,
        ),
        "· " + gettext("Rate a year: {rate}.").format(rate=formats.rate_text(one["annual_rate"])),
    ]
    if one["upfront_minor"]:
        parts.append("· " + gettext("{amount} is paid at once.").format(amount=upfront))
    if one["waived_minor"]:
        parts.append("· " + gettext("You waive {amount} of what is owed today:").format(amount=waived))
        parts += [
            f"  – {BUCKETS[name][0]}: {formats.money_text(minor, one['currency'])}"
            for name, minor in one["waived"].items()
        ]
    parts += [
        gettext("It stands until {day}.").format(day=shown["until"]),
        gettext(
            "Please answer in writing with the letter's number {ref}: accept it, make another offer, or say why not and what would change that."
        ).format(**said),
        gettext(
            "If you accept, we write the agreement and send it to you on paper. Nothing binds either side before both have signed."
        ),
        gettext(
            "The borrower makes this offer for these talks alone and does not wish it to be used otherwise if no agreement follows."
        ),
    ]
    return parts


def _to_sign(said: Mapping[str, Any]) -> list[str]:
    """What goes with the printed agreement."""
    one = said["agreement"]
    until = formats.day_text(date.fromisoformat(one["until"]))
    return [
        gettext(
            "With this letter you receive the agreement {ref} with {borrower}. The Chinese text binds."
        ).format(ref=one["ref"], borrower=said["borrower"]),
        gettext("The mark at the foot of each page begins with {mark}. Please compare it.").format(**one),
        gettext(
            "If you agree, sign or seal it by hand in your place, write the day, and send it back with the paper that says that the signer may bind you."
        ),
        gettext(
            "It must be with us by {day}. A paper that comes later signs nothing; the talks then go on."
        ).format(day=until),
        gettext(
            "The borrower signs electronically, you sign on paper. It holds from the day on which both signatures are here, and we send you the sealed file."
        ),
        gettext(
            "If you do not wish to sign, tell us why and what would change that. Nothing binds you before you sign."
        ),
    ]


OWN_TEXTS: Final[Mapping[str, Callable[[Mapping[str, Any]], list[str]]]] = {
    "counter": _counter,
    "agreement": _to_sign,
}


def _asking(said: Mapping[str, Any], kind: str) -> list[str]:
    answer_by = formats.day_text(date.fromisoformat(said["answer_by"]))
    cause = str(CAUSES.get(said["cause"], "")) if said["cause"] else ""
    first = {
        "invitation": gettext(
            "{borrower} cannot repay as agreed and asks you for talks about a plan that can be kept."
        ),
        "reminder": gettext(
            "We wrote to you for {borrower}, who asks for talks about repayment, and have no answer yet."
        ),
    }[kind]
    parts = [first.format(borrower=said["borrower"])]
    if cause:
        parts.append(gettext("What made it hard: {cause}.").format(cause=cause))
    parts.append(gettext("It is about:"))
    parts += ["· " + _loan(one) for one in said["loans"]]
    parts += [
        gettext(
            "We are neutral. The borrower agreed that you receive what stands in this letter, and nothing else."
        ),
        gettext(
            "Please answer in writing by {day}: that you are ready to talk, what you still need, or what is owed line by line. If you refuse, say why and what would change that."
        ).format(day=answer_by),
        gettext(
            "Name the letter's number {ref} in your answer. If you wish for a desk here, write to us: it costs you nothing to answer."
        ).format(ref=said["ref"]),
        gettext(
            "Nothing binds you before you agree to it. This letter asks for a pause in collection and claims none; it acknowledges no debt."
        ),
    ]
    return parts


def _loan(one: Mapping[str, Any]) -> str:
    owed = (
        formats.money_text(one["balance_minor"], one["currency"])
        if one["balance_minor"] is not None
        else gettext("amount not known")
    )
    number = one["contract"] or gettext("number not known")
    return gettext("{label}, contract {number}, owed as the borrower knows it: {owed}").format(
        label=one["label"], number=number, owed=owed
    )
