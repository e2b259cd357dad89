"""A creditor that is not here: registered by name, written to for the borrower, its answers and its signature on paper
recorded with their proof, up to the first instalment that it confirms.

A borrower on a phone, in Chinese; a reviewer and an operator at a desk, in English; by pages alone. What its staff only
said is shown as what it is; what it wrote can be opened by the borrower.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.applying import (
    KNOWN_IDENTITY,
    RIVERSIDE,
    Loan,
    admit,
    agree_to_sheet,
    apply,
    offer_identity,
    register,
)
from tests.journeys.lending import accept_offer, agree_figures, talks_with
from tests.journeys.signing import agreement_of, sign, signed_document, tell_payment
from tests.journeys.walker import Walker
from tests.platform.afterwards.reading import text_of
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138006"
OPERATOR = "^Operator$"
NAME = "南屿消费金融有限公司"
OUTSIDE = Loan("南屿分期", NAME, "NY-2025-0042", "12,300", "12,000", "640", is_listed=False)
SAID = "她说可以先停两个月的罚息。"
WROTE = "我们愿意协商，请提供收入证明。"
STATED = "截至今日的欠款明细见附件。"
OFFERED = "我们同意减免一半罚息，分期偿还。"
DECLINED = "每月的金额我付不起。"
ANSWERED = "新的收入证明已经上传。"
OFFERED_AGAIN = "收入证明已收到，同意分四十八期。"
SIGNER = "何经理（授权代表）"
CAME = "第一期款项已到账。"
REFUSED = "目前不能接受更低的月供，收入证明更新后可再谈。"
OWED = {"overdue_principal": "11,400", "overdue_interest": "620", "penalty_interest": "280"}


def proof() -> tuple[str, bytes]:
    """A picture of a paper."""
    return ("proof.png", pictures.png(320, 240))


def register_creditor(staff: Walker, ref: str) -> None:
    """The operator reads the contract's name, and registers it as one outside."""
    staff.enter_demo(OPERATOR)
    staff.open("/outside/")
    staff.follow(rf"/outside/cases/{ref}/loans/[0-9A-Z]{{10}}/$")
    staff.answer(lender_type="consumer_finance")


def ask_to_write(borrower: Walker, ref: str) -> None:
    """The borrower reads what it would receive, agrees to that, and asks us to write."""
    borrower.open(f"/case/{ref}/")
    borrower.follow(rf"/outside/cases/{ref}/with/[0-9A-Z]{{10}}/$")
    begin = borrower.path
    borrower.follow(rf"/apply/{ref}/consents/[0-9A-Z]{{10}}/$")
    agree_to_sheet(borrower)
    borrower.open(begin)
    borrower.answer(notice_seen=True)


def send_letter(staff: Walker, talks: str, to: Path) -> str:
    """Written, printed, sent, with the proof of sending; what the letter says."""
    staff.open("/outside/")
    staff.follow(rf"/outside/{talks}/$")
    staff.follow(rf"/outside/{talks}/letter/$")
    staff.answer(kind="invitation", address="南屿市海滨路 1 号")
    said = text_of(staff.download(r"/file/$", to).read_bytes())
    staff.follow(r"/sent/$")
    staff.answer(way="post", paper=proof())
    return said


def note_promise(staff: Walker, talks: str) -> None:
    staff.open(f"/outside/{talks}/")
    staff.follow(rf"/outside/{talks}/promise/$")
    staff.answer(said_by="客服 2071", way="phone", words=SAID)


def record_answer(staff: Walker, talks: str) -> None:
    """It wrote that it is ready to talk; without the paper that shows it, nothing is recorded."""
    staff.open(f"/outside/{talks}/answer/talk/")
    staff.fill(words=WROTE)
    staff.press()
    assert staff.page.locator("main .error-summary").count(), "an answer was recorded without its proof"
    staff.answer(words=WROTE, paper=proof())


def record_figures(staff: Walker, talks: str) -> None:
    """Line by line as its letter says; the contract stands there already."""
    staff.open(f"/outside/{talks}/")
    staff.follow(rf"/outside/{talks}/answer/facts/$")
    staff.answer(**OWED, words=STATED, paper=proof())


def record_offer(staff: Walker, talks: str, words: str = OFFERED, instalments: int = 36) -> None:
    staff.open(f"/outside/{talks}/")
    staff.follow(rf"/outside/{talks}/answer/offer/$")
    staff.answer(instalments=instalments, waive_penalty_interest="140", words=words, paper=proof())


def decline_offer(borrower: Walker, talks: str) -> None:
    """The borrower finds it among the offers, with what it wrote, and says no."""
    borrower.open(f"/room/{talks}/offers/")
    borrower.follow(r"/offers/1/$")
    assert OFFERED in borrower.text
    borrower.follow(r"/decline/$")
    borrower.answer(words=DECLINED)


def record_refusal(staff: Walker, talks: str) -> None:
    """It refuses for now; what would change that is the borrower's to bring."""
    staff.open(f"/outside/{talks}/")
    staff.follow(rf"/outside/{talks}/answer/refuse/$")
    reason = staff.page.locator('main [name="code"]').first.get_attribute("value")
    staff.answer(code=reason, words=REFUSED, paper=proof())


def answer_refusal(borrower: Walker, talks: str) -> None:
    """What it missed is there now."""
    borrower.open(f"/room/{talks}/answer/")
    borrower.answer(words=ANSWERED)


def print_agreement(staff: Walker, talks: str, to: Path) -> str:
    """The letter that goes with the printed agreement; the mark at the foot of the agreement."""
    staff.open(f"/outside/{talks}/letter/")
    staff.answer(kind="agreement", address="南屿市海滨路 1 号")
    letter = text_of(staff.download(r"/file/$", to / "with.pdf").read_bytes())
    staff.open(f"/outside/{talks}/signature/")
    printed = text_of(staff.download(r"/document/$", to / "agreement.pdf").read_bytes())
    mark = re.search(r"SHA-256\s*([0-9a-f]{8})", printed)
    assert mark is not None, printed[-2000:]
    assert mark[1] in letter
    return mark[1]


def record_signature(staff: Walker, talks: str, mark: str) -> None:
    """It came back signed by hand, with the paper that says who may; another paper's mark is refused."""
    signed = {"signed_by": SIGNER, "scan": proof(), "authority": proof()}
    staff.open(f"/outside/{talks}/signature/")
    staff.fill(mark="00000000", **signed)
    staff.press()
    assert staff.page.locator("main .error-summary").count(), "another document was taken for this one"
    staff.answer(mark=mark, **signed)


def record_payment(staff: Walker, talks: str) -> None:
    """Its letter says that the first instalment came."""
    staff.open(f"/outside/{talks}/")
    staff.follow(rf"/outside/{talks}/payments/[0-9A-Z]{{10}}/$")
    staff.answer(answer="confirm", words=CAME, paper=proof())


def test_a_creditor_outside_is_written_to_signs_on_paper_and_its_answers_stand_with_their_proofs(
    phone: "Page", desk: "Page", url: str, tmp_path: Path
) -> None:
    borrower, staff = Walker(phone, url), Walker(desk, url)
    register(borrower, PHONE)
    offer_identity(borrower, KNOWN_IDENTITY)
    ref = apply(borrower, RIVERSIDE, OUTSIDE)
    admit(staff, ref)
    register_creditor(staff, ref)
    ask_to_write(borrower, ref)

    talks = talks_with(borrower, ref, NAME)
    staff.enter_demo(OPERATOR)
    letter = send_letter(staff, talks, tmp_path / "letter.pdf")
    assert NAME in letter
    assert RIVERSIDE.contract not in letter
    note_promise(staff, talks)
    record_answer(staff, talks)
    record_figures(staff, talks)
    agree_figures(borrower, talks)
    record_offer(staff, talks)
    decline_offer(borrower, talks)
    record_refusal(staff, talks)
    answer_refusal(borrower, talks)
    record_offer(staff, talks, words=OFFERED_AGAIN, instalments=48)
    accept_offer(borrower, talks)

    agreement = agreement_of(borrower, talks)
    mark = print_agreement(staff, talks, tmp_path)
    sign(borrower, agreement)
    record_signature(staff, talks, mark)
    sealed = signed_document(borrower, agreement, tmp_path / "signed.pdf")
    assert SIGNER in text_of(sealed.read_bytes())
    tell_payment(borrower, agreement)
    record_payment(staff, talks)

    borrower.open(f"/case/{ref}/")
    borrower.follow(rf"/outside/{talks}/happened/$")
    assert SAID in borrower.text
    for written in (WROTE, STATED, OFFERED, REFUSED, OFFERED_AGAIN, SIGNER, CAME):
        assert written in borrower.text, f"{written} is not shown:\n{borrower.text}"
    assert len(borrower.links(rf"/outside/{talks}/proofs/\d+/$")) == len(
        ("sent", "talk", "figures", "offer", "refusal", "offer", "signed", "payment")
    )
    sent = borrower.download(rf"/outside/{talks}/proofs/\d+/$", tmp_path / "proof")
    assert sent.read_bytes() == proof()[1]
