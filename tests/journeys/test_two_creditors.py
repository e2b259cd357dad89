"""One household and two lenders: one agrees by itself, the other with a mediator; then life goes on, and one debt ends.

A borrower on a phone, in Chinese; two lenders, a mediator and the head of the mediation body at a desk, in English; by
pages alone. The demo's own clock is moved by its button, for everybody. What is said in a caucus is looked for on the pages
of the other side, and must not be there.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.applying import (
    KNOWN_IDENTITY,
    RIVERSIDE,
    Loan,
    admit,
    apply,
    offer_identity,
    register,
    today,
)
from tests.journeys.keeping import (
    accept_theirs,
    ask_for_change,
    confirm_clearance,
    confirm_payments,
    issue_clearance,
    look_back,
    note_everything_paid,
    pay_everything,
    put_longer_plan,
    say_breach,
    successor_of,
    wait_for_a_breach,
)
from tests.journeys.lending import (
    OFFICER,
    accept_offer,
    agree_figures,
    approve,
    look_at_plans,
    put_offer,
    state_figures,
    talks_with,
)
from tests.journeys.mediating import (
    HEAD,
    MEDIATOR,
    agree_to_mediate,
    ask_for_a_mediator,
    begin_mediation,
    can_come,
    confirm_minutes,
    propose,
    propose_meeting,
    rooms_of_the_mediator,
    say_in_private,
    say_to_all,
    say_yes,
    tell_everybody,
    wish_for,
    write_minutes,
)
from tests.journeys.signing import CHECKER, agreement_of, sign, signed_document, tell_payment
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138004"
BANK, SMALL = "江畔银行|Riverside Bank", "北岭小额贷款|Northridge Microloan"
NORTHRIDGE = Loan("北岭快借", SMALL, "BL-2025-0007", balance="21,500", principal="20,000", instalment="960")
ITS_OFFICER = "Lender's officer, Northridge Microloan"
ITS_CHECKER = "Lender's checker, Northridge Microloan"
OWED = {"overdue_principal": "19,800", "overdue_interest": "1,200", "penalty_interest": "500"}
MEDIATED_BY = "陈静"
BETWEEN_US = "私下说，每月一千二是底线，请不要告诉银行。"
RELEASED = "每月最多还一千五，这个可以告诉大家。"
THANKS = "谢谢，终于还清了。"
AMONG_US = "Between us: we could still waive all of the penalty interest."


def agree_with_the_small_lender(borrower: Walker, staff: Walker, talks: str) -> str:
    """Figures, plans, an offer that takes two pairs of eyes, both signatures; the agreement's reference."""
    state_figures(staff, talks, ITS_OFFICER, OWED)
    agree_figures(borrower, talks)
    put_offer(staff, talks, look_at_plans(borrower, talks))
    approve(staff, talks, ITS_CHECKER)
    accept_offer(borrower, talks)
    agreement = agreement_of(borrower, talks)
    sign(borrower, agreement)
    staff.enter_demo(ITS_CHECKER)
    sign(staff, agreement)
    return agreement


def meet_at_the_table(borrower: Walker, staff: Walker, talks: str) -> str:
    """Each says yes for itself, both wish for the same mediator, who opens the table."""
    state_figures(staff, talks)
    agree_figures(borrower, talks)
    mediation = ask_for_a_mediator(borrower, talks)
    agree_to_mediate(staff, mediation, OFFICER)
    wish_for(staff, mediation, MEDIATED_BY)
    wish_for(borrower, mediation, MEDIATED_BY)
    begin_mediation(staff, mediation)
    return mediation


def speak_in_caucus(borrower: Walker, staff: Walker, mediation: str, talks: str) -> None:
    """Each side tells the mediator something alone; only the mediator reads both."""
    say_to_all(borrower, mediation, "收入少了三成，但工作还在，我想还完。")
    say_in_private(borrower, mediation, BETWEEN_US)
    staff.enter_demo(OFFICER)
    say_in_private(staff, mediation, AMONG_US)
    for page in (f"/table/{mediation}/", f"/table/{mediation}/private/", f"/lender/{talks}/"):
        staff.open(page)
        assert BETWEEN_US not in staff.page.content()
    for page in (f"/table/{mediation}/", f"/table/{mediation}/private/", f"/room/{talks}/"):
        borrower.open(page)
        assert AMONG_US not in borrower.page.content()
    staff.enter_demo(MEDIATOR)
    read = [_read(staff, room) for room in rooms_of_the_mediator(staff, mediation)]
    assert [(BETWEEN_US in text, AMONG_US in text) for text in read] == [(True, False), (False, True)]


def _read(person: Walker, address: str) -> str:
    person.open(address)
    return person.text


def open_up_and_meet(borrower: Walker, staff: Walker, mediation: str) -> None:
    """The borrower lets all read one thing of the caucus, in other words and no more; a meeting is booked."""
    tell_everybody(borrower, mediation, RELEASED)
    staff.enter_demo(OFFICER)
    staff.open(f"/table/{mediation}/")
    assert RELEASED in staff.text
    assert BETWEEN_US not in staff.page.content()
    propose_meeting(staff, mediation)
    can_come(borrower, mediation)
    assert not borrower.has_link(r"/calendar\.ics$")
    staff.enter_demo(OFFICER)
    can_come(staff, mediation)
    assert staff.has_link(r"/calendar\.ics$")


def agree_at_the_table(borrower: Walker, staff: Walker, mediation: str) -> None:
    """Minutes that both confirm, a proposal that both answer under seal."""
    promised = "A payslip of this month is shown"
    write_minutes(staff, mediation, "Both sides look at a longer term.", promised, today().isoformat())
    confirm_minutes(borrower, mediation)
    staff.enter_demo(OFFICER)
    confirm_minutes(staff, mediation)
    assert promised in staff.text
    propose(staff, mediation, "It keeps what the household needs.")
    say_yes(borrower, mediation)
    staff.enter_demo(OFFICER)
    say_yes(staff, mediation)


def sign_by_four(borrower: Walker, staff: Walker, talks: str) -> str:
    """Both sides, the mediator, and the body."""
    agreement = agreement_of(borrower, talks)
    sign(borrower, agreement)
    for who in (CHECKER, MEDIATOR, HEAD):
        staff.enter_demo(who)
        sign(staff, agreement)
    return agreement


def miss_and_cure(borrower: Walker, staff: Walker, agreement: str) -> None:
    """An instalment does not come; it is said, paid within the time for it, confirmed, and nothing remains of it."""
    wait_for_a_breach(staff, agreement, ITS_OFFICER)
    say_breach(staff, agreement, "The first instalment did not come.")
    borrower.open(f"/keeping/{agreement}/")
    borrower.follow(rf"/keeping/{agreement}/cure/$")
    tell_payment(borrower, agreement)
    confirm_payments(staff, agreement)
    borrower.open(f"/keeping/{agreement}/")
    assert not borrower.has_link(rf"/keeping/{agreement}/cure/$")


def vary(borrower: Walker, staff: Walker, talks: str, agreement: str) -> str:
    """A longer plan on what is left, asked for and offered; the officer accepts once the checker has agreed to it."""
    ask_for_change(borrower, agreement, "工时又减少了，希望每月少还一些。")
    put_longer_plan(borrower, talks, 48)
    accept_theirs(staff, talks)
    approve(staff, talks, ITS_CHECKER)
    staff.enter_demo(ITS_OFFICER)
    accept_theirs(staff, talks)
    successor = successor_of(borrower, agreement)
    sign(borrower, successor)
    staff.enter_demo(ITS_CHECKER)
    sign(staff, successor)
    return successor


def end_well(borrower: Walker, staff: Walker, agreement: str, folder: Path) -> None:
    """Everything is paid early; the letter of completion, the lender's clearance letter, a look back of each side."""
    pay_everything(borrower, agreement)
    staff.enter_demo(ITS_OFFICER)
    note_everything_paid(staff, agreement)
    borrower.open(f"/keeping/{agreement}/")
    borrower.follow(rf"/keeping/{agreement}/letter/$")
    issue_clearance(staff, agreement)
    letter = confirm_clearance(borrower, agreement, folder / "clearance.pdf")
    assert letter.read_bytes().startswith(b"%PDF")
    look_back(borrower, agreement, THANKS)
    look_back(staff, agreement, "It was paid to the end.")
    assert THANKS not in staff.text


@pytest.mark.feature("F14")
def test_one_lender_agrees_alone_one_with_a_mediator_and_a_broken_plan_is_cured_changed_and_completed(
    phone: "Page", desk: "Page", url: str, tmp_path: Path
) -> None:
    borrower, staff = Walker(phone, url), Walker(desk, url)
    register(borrower, PHONE)
    offer_identity(borrower, KNOWN_IDENTITY)
    ref = apply(borrower, RIVERSIDE, NORTHRIDGE, salary="9,800")
    admit(staff, ref)
    small, big = talks_with(borrower, ref, SMALL), talks_with(borrower, ref, BANK)

    alone = agree_with_the_small_lender(borrower, staff, small)
    mediation = meet_at_the_table(borrower, staff, big)
    speak_in_caucus(borrower, staff, mediation, big)
    open_up_and_meet(borrower, staff, mediation)
    agree_at_the_table(borrower, staff, mediation)
    mediated = sign_by_four(borrower, staff, big)
    assert signed_document(borrower, mediated, tmp_path / "mediated.pdf").read_bytes().startswith(b"%PDF")

    miss_and_cure(borrower, staff, alone)
    end_well(borrower, staff, vary(borrower, staff, small, alone), tmp_path)
