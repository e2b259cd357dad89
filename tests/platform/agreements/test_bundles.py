"""The papers for the court and the mediated file: what is in them, what never is, and for whom."""

import hashlib
from datetime import datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie_platform.agreements import document, queries, signing
from hejie_platform.agreements.document import bundles
from hejie_platform.agreements.signing import verification
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Mediation, MediationConsent
from hejie_platform.core import storage
from hejie_platform.mediation.queries import file as mediated_file
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, keeping, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    """Mediated and in force, after somebody said something in the room."""
    told = negotiation.waiting(cast, now=now)
    negotiation.said(told, "borrower", "金丝雀在房间里", now=now)
    documents.mediated_in_force(told, cast, now=now)
    return told


@pytest.fixture
def story(told: Story) -> Story:
    return told


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[document.Bundle]:
    """Every bundle that is drawn, as it was asked for."""
    found: list[document.Bundle] = []
    real = bundles.draw_bundle

    def noted(bundle: document.Bundle) -> bytes:
        found.append(bundle)
        return real(bundle)

    monkeypatch.setattr(document, "draw_bundle", noted)
    return found


def words_of(bundle: document.Bundle) -> str:
    cells = [
        cell
        for paper in bundle.papers
        for part in paper.sections
        for row in (part.table.rows if part.table else ())
        for cell in row
    ]
    text = [line for paper in bundle.papers for part in paper.sections for line in part.text]
    return "\n".join([*bundle.text, *text, *cells])


def attached(data: bytes) -> list[bytes]:
    """The files inside a PDF."""
    root = PdfFileReader(BytesIO(data)).root
    specs = [one.get_object() for one in root["/AF"]]
    return [spec["/EF"]["/F"].get_object().data for spec in specs]


def test_the_pack_for_the_court_holds_every_paper_and_the_signed_file(
    story: Story, now: datetime, drawn: list[document.Bundle]
) -> None:
    held = stories.held_by(story.borrower, story, now)
    data = queries.confirmation_pack(held, now=now)
    (bundle,) = drawn
    assert [one.title for one in bundle.papers][:4] == [
        "司法确认申请书",
        "申请材料清单",
        "身份索引",
        "调解组织证明",
    ]
    assert "2026年12月23日" in words_of(bundle)
    assert "受理后 3 日" in words_of(bundle)
    assert "11010519491231002X" not in words_of(bundle)
    signed = storage.get(held.agreement.signed_pdf)
    (inside,) = attached(data)
    assert hashlib.sha256(inside).digest() == hashlib.sha256(signed).digest()
    assert verification.verify(inside, root=signing.service().root()).is_good
    assert queries.confirmation_pack(held, now=now) == data


def test_there_is_no_pack_without_a_mediator(cast: Cast, now: datetime) -> None:
    alone = keeping.running(cast, now=now)
    held = stories.held_by(alone.borrower, alone, now)
    assert not queries.confirmation_of(held.agreement, now=now).is_mediated
    with pytest.raises(LookupError):
        queries.confirmation_pack(held, now=now)


def test_the_file_has_no_word_of_offers_or_messages(
    story: Story, now: datetime, drawn: list[document.Bundle]
) -> None:
    row = Mediation.objects.get()
    held = cases.case_for(story.borrower, story.row().case.ref, now=now)
    data = mediated_file.file_of(held, row, now=now)
    (bundle,) = drawn
    assert [one.title for one in bundle.papers][:3] == [
        "调解申请",
        "各方同意调解的记录",
        "调解员的指定与关系说明",
    ]
    assert all(one.digest for one in bundle.papers)
    assert "金丝雀" not in words_of(bundle)
    assert len(attached(data)) == 1


def test_a_lender_gets_the_file_of_its_own_talks(
    cast: Cast, now: datetime, drawn: list[document.Bundle]
) -> None:
    first = negotiation.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    second = negotiation.beside(cast, first, cast.microloan, now=now)
    row = documents.mediated(first, cast, now=now)
    row.negotiations.add(second.row())
    for story in (first, second):
        MediationConsent.objects.create(
            mediation=row, side="lender", negotiation=story.row(), given_by=story.officer, given_at=now
        )
    for person, has_other in ((cast.officer, False), (cast.mediator, True)):
        held = cases.mediation_for(person, row.ref, now=now)
        mediated_file.file_of(held, row, now=now)
        assert (cast.microloan.name_zh in words_of(drawn[-1])) is has_other
        assert cast.bank.name_zh in words_of(drawn[-1])
