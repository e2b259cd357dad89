"""Talks with one lender: figures stated and agreed, plans compared, an offer put and accepted."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.journeys.walker import Walker

OFFICER = "Lender's officer, Riverside Bank"


def talks_of(borrower: Walker, ref: str) -> str:
    """The reference of the talks that began, found on the page of the case."""
    borrower.open(f"/case/{ref}/")
    borrower.wait_for(r"/room/[0-9A-Z]{10}/$")
    borrower.follow(r"/room/[0-9A-Z]{10}/$")
    return borrower.path.split("/")[2]


OWED = {"overdue_principal": "56,000", "overdue_interest": "1,200", "penalty_interest": "600"}


def state_figures(
    staff: Walker, talks: str, officer: str = OFFICER, owed: Mapping[str, str] = MappingProxyType(OWED)
) -> None:
    """The officer begins to talk, and says line by line what is owed; the contract stands there already."""
    staff.enter_demo(officer)
    staff.open("/lender/")
    staff.follow(rf"/lender/{talks}/$")
    staff.press()
    staff.follow(r"/figures/$")
    staff.answer(**owed)


def agree_figures(borrower: Walker, talks: str) -> None:
    borrower.open(f"/room/{talks}/figures/")
    borrower.answer(notice_seen=True)


def look_at_plans(borrower: Walker, talks: str) -> str:
    """The plans side by side; the name of the one that is looked at closely."""
    borrower.open(f"/room/{talks}/plans/")
    borrower.wait_for(r"/plans/[a-z]+/$")
    borrower.follow(r"/plans/[a-z]+/$")
    return borrower.path.split("/")[-2]


def put_offer(staff: Walker, talks: str, plan: str) -> None:
    """The bank offers that plan, within what its officer may grant alone; it is read once more before it is sent."""
    staff.open(f"/lender/{talks}/offers/new/?from={plan}")
    staff.fill(waive_overdue_interest="0", waive_penalty_interest="300")
    staff.press()
    staff.answer(notice_seen=True)


def approve(staff: Walker, talks: str, checker: str) -> None:
    """The second pair of eyes reads what the officer prepared beyond its own authority, and lets it go."""
    staff.enter_demo(checker)
    staff.open(f"/lender/{talks}/")
    staff.follow(r"/acts/[0-9A-Z]{10}/$")
    staff.press("decision", "approve")


def accept_offer(borrower: Walker, talks: str) -> None:
    borrower.open(f"/room/{talks}/offers/")
    borrower.wait_for(r"/offers/\d+/$")
    borrower.follow(r"/offers/\d+/$")
    borrower.follow(r"/accept/$")
    borrower.tick_all()
    borrower.answer()


def talks_with(borrower: Walker, ref: str, lender: str) -> str:
    """The reference of the talks with the lender that is called like this, where the case has several."""
    borrower.open(f"/case/{ref}/")
    borrower.wait_for(r"/room/[0-9A-Z]{10}/$")
    borrower.follow_words(rf"[:：]\s*({lender})$", r"/room/[0-9A-Z]{10}/$")
    return borrower.path.split("/")[2]
