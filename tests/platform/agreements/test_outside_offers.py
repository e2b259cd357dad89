"""What a creditor outside offers, declines or takes back, recorded by the operator from its letters."""

from datetime import datetime
from fractions import Fraction

import pytest
from django.urls import reverse

from hejie import steps, texts
from hejie_platform.agreements import queries as found
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.agreements.models import StepNote
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Negotiation, PendingAct
from hejie_platform.ledger.actions import ActionRefused, Done
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Offer
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Organisation
from tests.platform.cast import Cast
from tests.platform.stories import circumstances as stories
from tests.platform.stories import pictures
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = stories.new_id


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    return stories.figures_recorded(cast, stories.with_outside_creditor(cast, now=now), now=now)


def offers_of(row: Negotiation) -> list[tuple[int, str, str, str]]:
    rows = Offer.objects.filter(negotiation=row).order_by("number")
    return [(one.number, one.side, one.state, one.reason) for one in rows]


def closed(cast: Cast, row: Negotiation, step: str, *, now: datetime, paper: bool = True) -> Done:
    return answers.record_closing(
        cases.outside_for(cast.operator, row.ref, now=now),
        step=step,
        number=row.offers.count(),
        words="来函第二页",
        paper=pictures.png() if paper else None,
        seen_version=None,
        now=now,
        action_id=new_id(),
    )


def test_its_letter_puts_an_offer_in_the_operators_name_for_it_and_waits_for_no_checker(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    stories.worked(now)
    before = Notice.objects.filter(person=cast.borrower).count()
    done = stories.offer_recorded(cast, told, now=now)
    assert offers_of(told) == [(1, "lender", "open", "")]
    assert not PendingAct.objects.filter(negotiation=told).exists()
    entry = Entry.objects.get(pk=done.entry.pk)
    assert (entry.verb, entry.actor, entry.role) == ("offer.put", cast.operator, "operator")
    note = StepNote.objects.get(entry=entry)
    assert note.paper is not None
    shown = next(one for one in found.proofs(told) if one.entry.pk == entry.pk)
    assert (shown.words, shown.paper) == ("我们同意减免一半罚息。", note.paper)
    stories.worked(now)
    assert Notice.objects.filter(person=cast.borrower).count() == before + 1


def test_no_offer_of_it_is_recorded_without_its_letter(cast: Cast, told: Negotiation, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="letter_needs_proof"):
        stories.offer_recorded(cast, told, now=now, paper=None)
    assert offers_of(told) == []


def test_its_newer_letter_replaces_its_offer_and_one_over_ours_counters_it(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    stories.offer_recorded(cast, told, now=now)
    stories.offer_recorded(cast, told, now=now, seen_offer=1, instalments=48)
    stories.countered(cast, told, now=now)
    stories.offer_recorded(cast, told, now=now, seen_offer=3, instalments=42)
    assert offers_of(told) == [
        (1, "lender", "closed", "replaced"),
        (2, "lender", "closed", "countered"),
        (3, "borrower", "closed", "countered"),
        (4, "lender", "open", ""),
    ]


def test_what_the_law_blocks_is_not_put_whoever_wrote_it(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    Organisation.objects.filter(pk=told.creditor_id).update(lender_type="bank")
    with pytest.raises(steps.StepRefused, match="step_check_stops"):
        stories.offer_recorded(cast, told, now=now, annual_rate=Fraction("0.30"))
    stories.offer_recorded(cast, told, now=now)


def test_a_creditor_of_unknown_kind_is_told_apart_later_and_only_then_can_its_offer_be_accepted(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    Organisation.objects.filter(pk=told.creditor_id).update(lender_type="")
    with pytest.raises(ActionRefused, match="offer_stopped_by_check"):
        stories.agreed_outside(cast, told, now=now)
    desk = logged_in(cast.operator)
    talks, kind = reverse("outside:talks", args=[told.ref]), reverse("outside:kind", args=[told.ref])
    strange = {"lender_type": "castle", "shown_by": "x", "action_id": str(new_id())}
    assert kind in desk.get(talks).content.decode()
    assert desk.post(kind, strange).status_code == 200  # asked again
    assert not Entry.objects.filter(verb="negotiation.creditor_kind").exists()
    sent = {"lender_type": "bank", "shown_by": "金融许可证", "action_id": str(new_id())}
    assert desk.post(kind, sent).headers["Location"] == talks
    entry = Entry.objects.get(verb="negotiation.creditor_kind")
    assert entry.facts == {"from": "", "to": "bank", "shown_by": "金融许可证"}
    stories.accepted_by_the_borrower(Negotiation.objects.get(pk=told.pk), now=now)


def test_its_kind_is_settled_once_there_is_an_agreement(cast: Cast, told: Negotiation, now: datetime) -> None:
    stories.agreed_outside(cast, told, now=now)
    held = cases.outside_for(cast.operator, told.ref, now=now)
    with pytest.raises(ActionRefused, match="creditor_kind_settled"):
        answers.state_kind(held, lender_type="bank", shown_by="x", now=now, action_id=new_id())


def test_it_declines_ours_and_takes_its_own_back_by_letter_alone(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    stories.countered(cast, told, now=now)
    with pytest.raises(texts.Faulty):
        closed(cast, told, "withdraw", now=now)  # it is not its own
    with pytest.raises(ActionRefused, match="letter_needs_proof"):
        closed(cast, told, "reject", now=now, paper=False)
    closed(cast, told, "reject", now=now)
    stories.offer_recorded(cast, told, now=now, seen_offer=1)
    with pytest.raises(texts.Faulty):
        closed(cast, told, "reject", now=now)
    closed(cast, told, "withdraw", now=now)
    assert [one[1:] for one in offers_of(told)] == [
        ("borrower", "closed", "rejected"),
        ("lender", "closed", "withdrawn"),
    ]


def test_nobody_records_an_offer_for_a_lender_that_has_a_desk_here(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    here = Negotiation.objects.get(case=told.case, creditor=cast.bank)
    held = cases.negotiation_for(cast.operator, here.ref, now=now)
    with pytest.raises(ActionRefused, match=r"claim_missing|offer_no_side"):
        answers.record_closing(
            held,
            step="reject",
            number=1,
            words="",
            paper=pictures.png(),
            seen_version=None,
            now=now,
            action_id=new_id(),
        )
    assert offers_of(here) == []
