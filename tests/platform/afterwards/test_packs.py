"""A pack holds what is one's own and what both signed; nothing that was offered, conceded, said or noted in the talks."""

import csv
import hashlib
import io
import itertools
import uuid
import zipfile
from datetime import datetime

import pytest

from hejie_platform.afterwards import access, actions
from hejie_platform.afterwards.models import CourtPack, OwnPayment
from hejie_platform.core import storage
from hejie_platform.core.refusals import LawRefused
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation import actions as talks_actions
from hejie_platform.negotiation.models import Offer
from tests.platform.afterwards.reading import text_of
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, negotiation, pictures, sessions
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4

# One in each place where people speak, offer, concede, vote or note; the amount stands in the package itself.
CANARIES = {
    "message": "鹦鹉甲-room",
    "lender_offer": "鹦鹉乙-lender-offer",
    "borrower_offer": "鹦鹉丙-borrower-offer",
    "refusal": "鹦鹉丁-dispute",
    "said": "鹦鹉戊-joint-table",
    "caucus_borrower": "鹦鹉己-caucus-borrower",
    "caucus_lender": "鹦鹉庚-caucus-lender",
    "note": "鹦鹉辛-private-note",
    "minutes": "鹦鹉壬-minutes",
    "give_up": "鹦鹉癸-give-up",
    "analysis": "收入下降是主要原因",  # of the mediator's proposal
    "reasoning": "延长期限后每月负担可以承受",
}
UPFRONT = 123_456  # conceded in an offer
WAIVED = 29_876


def members(pack: CourtPack) -> dict[str, bytes]:
    assert pack.bundle is not None
    with zipfile.ZipFile(io.BytesIO(storage.get(pack.bundle))) as made:
        return {name: made.read(name) for name in made.namelist()}


def everything(pack: CourtPack) -> str:
    """All that leaves the house with a pack: what is written in it, and every byte that could be read as text."""
    loose = "".join(data.decode("utf-8", "ignore") for data in members(pack).values())
    return "\n".join([written(pack), loose])


def written(pack: CourtPack) -> str:
    """What a person reads: the document, the papers that are text, their names, the index in its row. Bytes of pictures and of
    packed streams may by chance spell anything that is short."""
    assert pack.document is not None
    inside = members(pack)
    papers = [text_of(data) if data.startswith(b"%PDF") else plain(data) for data in inside.values()]
    return "\n".join([text_of(storage.get(pack.document)), *inside, *papers, str(pack.index)])


def plain(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.fixture
def full(cast: Cast, now: datetime) -> Story:
    """Talks and a mediation in which every canary was planted, ended without an agreement."""
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    negotiation.said(story, "borrower", CANARIES["message"], now=now)
    negotiation.offer_put(story, now=now, words=CANARIES["lender_offer"])
    package = negotiation.package(story, now=now, upfront_minor=UPFRONT, waive={"penalty_interest": WAIVED})
    negotiation.offer_put(story, side="borrower", now=now, offered=package, words=CANARIES["borrower_offer"])
    at = sessions.opened(cast, now=now, story=story)
    sessions.said(at, cast.officer, CANARIES["said"], now=now)
    sessions.in_private(at, cast.borrower, CANARIES["caucus_borrower"], now=now)
    sessions.in_private(at, cast.officer, CANARIES["caucus_lender"], now=now)
    sessions.noted(at, CANARIES["note"], now=now)
    sessions.minuted(at, now=now, text=CANARIES["minutes"])
    sessions.proposed(at, now=now, waive={"penalty_interest": WAIVED})
    sessions.answered(at, cast.borrower, "no", now=now)
    held = story.borrowers(now)
    talks_actions.dispute_fact(
        held,
        claim_hash=story.claim().hash,
        figures={"penalty_interest": 31_313},
        words=CANARIES["refusal"],
        now=now,
        action_id=new_id(),
    )
    afterwards.give_up(story, now=now, note=CANARIES["give_up"])
    return story


@pytest.mark.feature("O04", "I06")
def test_no_canary_of_the_talks_or_the_mediation_leaves_with_a_pack(full: Story, now: datetime) -> None:
    for side, language in itertools.product(("borrower", "lender"), ("zh-hans", "en")):
        pack = afterwards.packed(full, side, now=now, language=language)
        found = everything(pack)
        assert pack.ref in found
        assert [name for name, canary in CANARIES.items() if canary in found] == []
        for minor in (UPFRONT, WAIVED, 31_313):
            assert f"{minor / 100:,.2f}" not in found
        assert "12%" not in written(pack)  # the rate of the offers


def CHAPTER(cast: Cast, now: datetime) -> Story:
    """Talks that ended after an offer, without a mediation."""
    return afterwards.apart(cast, now=now)


@pytest.fixture
def ended(told: Story) -> Story:
    return told


def test_the_reader_of_packs_finds_a_canary_that_is_there(ended: Story, now: datetime) -> None:
    """The test above could fail: the same words in a paper of one's own are found."""
    paper = EvidenceItem.objects.filter(case=ended.row().case).earliest("id")
    paper.name = CANARIES["message"]
    paper.save(update_fields=["name"])
    assert CANARIES["message"] in everything(afterwards.packed(ended, now=now))


def test_a_pack_names_the_parties_and_the_loans_by_their_contracts(ended: Story, now: datetime) -> None:
    said = text_of(storage.get(afterwards.packed(ended, now=now).document))
    assert "Riverside Bank" in said
    loan = ended.row().case.loans.earliest("id")
    assert "Amount borrowed" in said
    assert ended.row().case.ref in said
    assert loan.contract_number in said


def test_a_chinese_pack_is_chinese_throughout(ended: Story, now: datetime) -> None:
    said = text_of(storage.get(afterwards.packed(ended, now=now, language="zh-hans").document))
    assert "提交法院、公证处或仲裁机构的材料包" in said
    assert "江畔银行" in said
    assert "Amount borrowed" not in said


def test_the_papers_are_in_the_bundle_under_their_hashes(ended: Story, now: datetime) -> None:
    pack = afterwards.packed(ended, now=now)
    inside = members(pack)
    rows = list(csv.DictReader(io.StringIO(inside["index.csv"].decode("utf-8-sig"))))
    assert (
        len(rows) == EvidenceItem.objects.filter(case=ended.row().case, removed_at__isnull=True).count() > 0
    )
    for row in rows:
        assert hashlib.sha256(inside[row["file"]]).hexdigest() == row["sha256"]
        assert row["filed_by"] == ended.borrower.name
    assert set(inside) == {"00-pack.pdf", "index.csv", *(row["file"] for row in rows)}


def test_only_the_papers_that_were_ticked_go_in(ended: Story, now: datetime) -> None:
    one = EvidenceItem.objects.filter(case=ended.row().case).earliest("id")
    pack = afterwards.packed(ended, now=now, papers=(one.ref,))
    assert [row["row"] for row in pack.index] == [str(one.pk)]


def test_a_paper_of_somebody_else_or_of_another_lender_cannot_be_ticked(
    ended: Story, cast: Cast, now: datetime
) -> None:
    other = afterwards.refused(cast, now=now)
    foreign = EvidenceItem.objects.filter(case=other.row().case).earliest("id")
    with pytest.raises(ActionRefused, match="pack_paper_unknown"):
        afterwards.packed(ended, now=now, papers=(foreign.ref,))
    own = EvidenceItem.objects.filter(case=ended.row().case).earliest("id")
    own.loan = ended.row().case.loans.create(creditor=cast.microloan)
    own.save(update_fields=["loan"])
    with pytest.raises(ActionRefused, match="pack_paper_unknown"):
        afterwards.packed(ended, now=now, papers=(own.ref,))


def test_each_pack_is_written_down_as_given_out_on_its_own_sides_chain(ended: Story, now: datetime) -> None:
    mine, theirs = afterwards.packed(ended, now=now), afterwards.packed(ended, "lender", now=now)
    written = {entry.subject: entry for entry in Entry.objects.filter(verb="court_pack.make")}
    assert written[mine.id].chain.audience == "borrower"
    assert written[theirs.id].chain.audience == "lender"
    assert written[mine.id].facts["papers"] == [row["sha256"] for row in mine.index]
    assert written[mine.id].facts["index"] == mine.index_hash


def test_a_lenders_pack_holds_its_own_figures_and_no_paper_of_the_borrower(
    ended: Story, now: datetime
) -> None:
    pack = afterwards.packed(ended, "lender", now=now)
    assert set(members(pack)) == {"00-pack.pdf", "index.csv"}
    said = text_of(storage.get(pack.document))
    assert "56,000" in said  # the overdue principal that it stated
    loan = ended.row().case.loans.earliest("id")
    assert loan.contract_number not in said


def test_neither_side_holds_the_others_pack_and_a_stranger_none(
    ended: Story, cast: Cast, now: datetime
) -> None:
    mine, theirs = afterwards.packed(ended, now=now), afterwards.packed(ended, "lender", now=now)
    borrower, desk = (afterwards.held_of(ended, side, now) for side in ("borrower", "lender"))
    assert access.pack_of(borrower, mine.ref) == mine
    for held, pack in ((borrower, theirs), (desk, mine)):
        with pytest.raises(access.NotHeld):
            access.pack_of(held, pack.ref)
    for person in (cast.stranger, cast.mediator, cast.guarantor, cast.other_officer):
        with pytest.raises(access.NotHeld):
            access.talks_for(person, ended.ref, now=now)


def test_while_talks_run_no_pack_is_made(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    with pytest.raises(ActionRefused, match="pack_talks_run"):
        afterwards.packed(story, now=now, papers=())


def test_undisputed_facts_are_in_the_pack_only_when_both_signed(ended: Story, now: datetime) -> None:
    heading = "Facts that nobody disputes"
    sheet = afterwards.put(ended, "lender", now=now)
    before = text_of(storage.get(afterwards.packed(ended, now=now).document))
    assert heading in before
    assert sheet.hash not in before
    afterwards.signed(ended, sheet, "borrower", now=now)
    after = text_of(storage.get(afterwards.packed(ended, now=now).document))
    assert sheet.hash in "".join(after.split())
    assert "56,000" in after


def test_figures_agreed_for_the_talks_alone_are_not_in_the_borrowers_pack(cast: Cast, now: datetime) -> None:
    """They agreed on 56,000 of overdue principal for the talks; nobody signed it for court."""
    story = afterwards.apart(cast, now=now)
    assert story.claim().borrower_agreed_at is not None
    assert "Overdue principal" not in text_of(storage.get(afterwards.packed(story, now=now).document))


def test_payments_of_an_own_plan_and_their_receipts_can_go_in(ended: Story, now: datetime) -> None:
    afterwards.planned(ended, now=now, monthly_minor=77_700)
    afterwards.paid(ended, now=now, receipt=pictures.png(3, 3))
    receipt = OwnPayment.objects.get(receipt__isnull=False)
    pack = afterwards.packed(ended, now=now, papers=(receipt.ref,))
    assert "777.00" in text_of(storage.get(pack.document))
    assert [name for name in members(pack) if name.endswith(".png")] == ["papers/01-receipt.png"]


def test_drawing_twice_makes_one_pack(ended: Story, now: datetime) -> None:
    pack = afterwards.packed(ended, now=now)
    first = (pack.document_id, pack.bundle_id)
    effect = Entry.objects.get(verb="court_pack.make").effects.get()
    actions.draw_pack(effect, now=now)
    pack.refresh_from_db()
    assert (pack.document_id, pack.bundle_id) == first


def test_a_name_that_a_program_for_tables_would_run_is_made_harmless(ended: Story, now: datetime) -> None:
    paper = EvidenceItem.objects.filter(case=ended.row().case).earliest("id")
    paper.name = '=HYPERLINK("http://x")'
    paper.save(update_fields=["name"])
    table = members(afterwards.packed(ended, now=now))["index.csv"].decode("utf-8-sig")
    assert "'=HYPERLINK" in table


def test_what_was_put_in_the_talks_is_refused_by_its_rule_when_somebody_asks_for_it(
    full: Story, now: datetime
) -> None:
    offer = Offer.objects.filter(negotiation__ref=full.ref).earliest("number")
    with pytest.raises(LawRefused) as refused:
        afterwards.packed(full, now=now, papers=(offer.ref,))
    assert [(one.code, one.facts["kind"]) for one in refused.value.findings] == [("export_sealed", "offer")]
    assert refused.value.facts["rule"] == "CN-MED-11"
    assert [one.cure for one in refused.value.findings] == ["cure_keep_back"]
    assert not CourtPack.objects.exists()


def test_a_sheet_of_facts_leaves_when_both_have_signed_it_and_not_before(full: Story, now: datetime) -> None:
    sheet = afterwards.put(full, "lender", now=now)
    with pytest.raises(LawRefused) as refused:
        afterwards.packed(full, now=now, papers=(sheet.ref,))
    assert [one.code for one in refused.value.findings] == ["export_facts_unsigned"]
    assert refused.value.findings[0].rule_ids == ("CN-MED-11", "CN-MED-09")
    afterwards.signed(full, sheet, "borrower", now=now)
    afterwards.packed(full, now=now, papers=(sheet.ref,))
    entry = Entry.objects.filter(verb="court_pack.make").latest("at")
    assert entry.facts["law"] == [["pass", "CONFIDENTIAL_EXPORT", "export_clean"]]
