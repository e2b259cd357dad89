"""An agreement signed, its file kept, its first instalment told and confirmed."""

from pathlib import Path

from tests.journeys.applying import code_in_outbox
from tests.journeys.lending import OFFICER
from tests.journeys.walker import Walker

CHECKER = "Lender's checker, Riverside Bank"


def confirm_oneself(person: Walker, pattern: str) -> None:
    """By a code to one's phone or mail; not asked of somebody who did so a moment ago."""
    if person.has_link(pattern):
        person.follow(pattern)
        person.press()
        person.answer(code=code_in_outbox(person.page, person.url))


def sign(person: Walker, agreement: str) -> None:
    """Read the summary, say once more who one is, tick every risk and the notice, sign."""
    person.open(f"/agreements/{agreement}/summary/")
    person.open(f"/agreements/{agreement}/sign/")
    confirm_oneself(person, r"/sign/confirm/$")
    person.tick_all()
    person.answer()


def agreement_of(borrower: Walker, talks: str) -> str:
    """The reference of the newest agreement of these talks, once the worker has drawn it up."""
    borrower.open(f"/room/{talks}/")
    borrower.wait_for(rf"/agreements/talks/{talks}/$")
    borrower.open(f"/agreements/talks/{talks}/")
    borrower.wait_for(r"/document/$")
    return borrower.path.split("/")[2]


def signed_document(borrower: Walker, agreement: str, to: Path) -> Path:
    """The file that all have signed, once the worker has sealed it."""
    borrower.open(f"/agreements/{agreement}/")
    borrower.wait_to_read("下载已签署的协议")
    return borrower.download(r"/document/$", to)


def tell_payment(borrower: Walker, agreement: str) -> None:
    """What is due stands in the form; the borrower says that it was paid today."""
    borrower.open(f"/agreements/{agreement}/payments/")
    borrower.follow(r"/duties/[0-9A-Z]{10}/$")
    borrower.answer(channel="bank", notice_seen=True)


def confirm_payment(staff: Walker) -> None:
    staff.enter_demo(OFFICER)
    staff.open("/agreements/desk/")
    staff.follow(r"/duties/[0-9A-Z]{10}/answer/$")
    staff.answer(answer="confirm")
