"""Keeping an agreement: time that passes, a breach and its cure, a change of the plan, the end and its letters."""

from pathlib import Path

from tests.journeys.signing import confirm_oneself
from tests.journeys.walker import Walker

BREACH = "/keeping/{}/breach/$"


def let_weeks_pass(person: Walker, weeks: int) -> None:
    """The demo's clock, for everybody at once."""
    for _week in range(weeks):
        person.open("/demo/")
        person.press("by", "week")


def wait_for_a_breach(staff: Walker, agreement: str, who: str) -> None:
    """Until the first instalment is missed, whenever the plan wants it: a plan may begin with a pause."""
    for _turn in range(26):
        let_weeks_pass(staff, 1)
        staff.enter_demo(who)
        staff.open(f"/keeping/{agreement}/")
        if staff.has_link(BREACH.format(agreement)):
            return
    raise AssertionError(f"no instalment of {agreement} was missed in half a year:\n{staff.text}")


def say_breach(staff: Walker, agreement: str, words: str) -> None:
    """The injured side says what was not kept; the other side then has time to put it right."""
    staff.open(f"/keeping/{agreement}/")
    staff.follow(BREACH.format(agreement))
    staff.answer(note=words)


def confirm_payments(staff: Walker, agreement: str) -> None:
    """Every payment of this agreement that is told and not yet confirmed."""
    staff.open(f"/agreements/{agreement}/payments/")
    while staff.has_link(r"/duties/[0-9A-Z]{10}/answer/$"):
        staff.follow(r"/duties/[0-9A-Z]{10}/answer/$")
        staff.answer(answer="confirm")
        staff.open(f"/agreements/{agreement}/payments/")


def ask_for_change(borrower: Walker, agreement: str, words: str) -> None:
    """About the next instalment that is still open."""
    borrower.open(f"/agreements/{agreement}/change/")
    first = borrower.page.locator('main [name="covers"]').first.get_attribute("value")
    borrower.answer(cause="income_fell", covers=[first], words=words, notice_seen=True)


def put_longer_plan(borrower: Walker, talks: str, instalments: int) -> None:
    """The borrower's own offer on what is left, read once more before it is sent."""
    borrower.open(f"/room/{talks}/offers/new/")
    borrower.fill(instalments=instalments)
    borrower.press()
    borrower.answer(notice_seen=True, **_meant(borrower))


def _meant(person: Walker) -> dict[str, bool]:
    """The tick that says: more than my budget leaves, and I mean it; only where the page asks for it."""
    return {"beyond_budget": True} if person.page.locator("main [name=beyond_budget]").count() else {}


def accept_theirs(staff: Walker, talks: str) -> None:
    staff.open(f"/lender/{talks}/offers/")
    staff.follow(r"/offers/\d+/$")
    staff.follow(r"/accept/$")
    staff.tick_all()
    staff.answer()


def successor_of(borrower: Walker, agreement: str) -> str:
    """The reference of the changed agreement, once it is drawn up."""
    other = rf"/agreements/(?!{agreement})[0-9A-Z]{{10}}/"
    borrower.open(f"/papers/change/{agreement}/")
    borrower.wait_for(other)
    borrower.follow(other)
    successor = borrower.path.split("/")[2]
    borrower.open(f"/agreements/{successor}/")
    borrower.wait_for(r"/document/$")
    return successor


def pay_everything(borrower: Walker, agreement: str) -> None:
    """The borrower reads what it takes, and tells the lender."""
    borrower.open(f"/keeping/{agreement}/")
    borrower.follow(rf"/keeping/{agreement}/payoff/$")
    borrower.follow(rf"/keeping/{agreement}/payoff/announce/")
    borrower.answer(notice_seen=True)


def note_everything_paid(staff: Walker, agreement: str) -> None:
    staff.open(f"/keeping/{agreement}/payoff/paid/")
    staff.answer()


def confirm_clearance(borrower: Walker, agreement: str, to: Path) -> Path:
    """The borrower keeps the letter, and says that it is right."""
    borrower.open(f"/agreements/{agreement}/")
    borrower.follow(rf"/papers/letters/{agreement}/[0-9A-Z]{{10}}/$")
    kept = borrower.download(r"/letters/[0-9A-Z]{10}/[0-9A-Z]{10}/file/$", to)
    borrower.follow(r"/duties/[0-9A-Z]{10}/answer/$")
    borrower.answer(answer="confirm")
    return kept


def look_back(person: Walker, agreement: str, words: str) -> None:
    """The closing review, which each side gives for itself."""
    person.open(f"/keeping/{agreement}/")
    person.follow(rf"/keeping/{agreement}/closing/$")
    person.answer(again="yes", words=words)
    assert words in person.text


def issue_clearance(staff: Walker, agreement: str) -> None:
    """The lender signs the clearance letter here, after saying once more who it is."""
    staff.open(f"/keeping/{agreement}/")
    staff.follow(rf"/papers/letters/{agreement}/[0-9A-Z]{{10}}/$")
    confirm_oneself(staff, r"/confirm/$")
    staff.answer(way="here", notice_seen=True)
