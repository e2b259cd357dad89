"""Ready-made answers in a notice: which there are, how each is called, and what they are about.

    ready(notice)       (("accept", "Accept it"), ("counter", "Answer with another offer"), ("decline", "Decline it"))

An answer is a link to the page that states the terms and asks for a confirmation. Following it answers nothing, so that a
program which opens every link of a mail does no harm. An offer that is not open any more has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.agreements.models import Obligation
from hejie_platform.negotiation.models import Offer
from hejie_platform.notices.models import Notice

OPTIONS: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        "accept": _("Accept it"),
        "counter": _("Answer with another offer"),
        "decline": _("Decline it"),
        "answer": _("Answer what is asked"),
        "paid": _("I have paid"),
        "change": _("Ask for a change"),
        "received": _("Say whether it came"),
    }
)
OF_AN_OFFER: Final = ("accept", "counter", "decline")
OF_A_PAYMENT: Final = ("paid", "change")
# The side that reads, and the notice without its reader -> the answers it offers, the likeliest first.
READY: Final[Mapping[tuple[str, str], tuple[str, ...]]] = MappingProxyType(
    {
        **{
            (side, f"offer.{step}"): OF_AN_OFFER
            for side in ("borrower", "lender")
            for step in ("put", "counter", "replace")
        },
        ("borrower", "negotiation.ask"): ("answer",),
        **{
            ("borrower", code): OF_A_PAYMENT
            for code in ("remind_owing_side", "remind_owing_side_soon", "remind_grace_ends")
        },
        ("lender", "obligation.claim"): ("received",),
    }
)


@dataclass(frozen=True, slots=True)
class About:
    """What an answer is about, by the references that its page takes; `number` is an offer's."""

    talks: str
    number: int = 0
    agreement: str = ""
    duty: str = ""


def ready(notice: Notice) -> tuple[tuple[str, str | Promise], ...]:
    """The answers that this notice offers now, each with its label; none where its matter is answered already."""
    names = READY.get((notice.about.get("side", ""), notice.code.partition("@")[0]), ())
    return tuple((name, OPTIONS[name]) for name in names) if names and about(notice) else ()


def about(notice: Notice) -> About | None:
    """What the notice is about, while it waits for an answer."""
    machine, ref = notice.about.get("machine", ""), notice.about.get("ref", "")
    talks = notice.about.get("negotiation", "")
    if machine == "offer":
        return _offer(talks, notice)
    if machine == "obligation":
        return _duty(ref)
    return About(talks) if machine == "negotiation" and talks else None


def _offer(talks: str, notice: Notice) -> About | None:
    """Exactly the offer that was told of, while it is open. Of an answer or a replacement the notice names the offer that it
    closed: the next one is meant."""
    told = Offer.objects.filter(ref=notice.about.get("ref", ""), negotiation__ref=talks).first()
    if told is None:
        return None
    number = told.number if notice.code.startswith("offer.put") else told.number + 1
    meant = Offer.objects.filter(negotiation__ref=talks, number=number, state="open")
    is_theirs = meant.exclude(side=notice.about.get("side", "")).exists()
    return About(talks, number=number) if is_theirs else None


def _duty(ref: str) -> About | None:
    row = Obligation.objects.filter(ref=ref).select_related("agreement__negotiation").first()
    if row is None or row.state not in ("open", "claimed"):
        return None
    return About(row.agreement.negotiation.ref, agreement=row.agreement.ref, duty=row.ref)
