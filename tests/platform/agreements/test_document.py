"""The document: every term in both languages, the same bytes each time; signed, it shows any change to a stranger."""

import hashlib
import json
import shutil
import subprocess
import zlib
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie import agreements, plans, texts
from hejie.texts import agreements as engine_codes
from hejie_platform.agreements import document, queries, signing
from hejie_platform.agreements.document import writing
from hejie_platform.agreements.signing import local_ca, verification
from hejie_platform.agreements.signing.message import message_for, reason_for
from tests.engine.agreements import conftest as engine

SIGNED_AT = datetime(2026, 1, 16, 3, 4, tzinfo=UTC)
NAMES = (("borrower", "张三"), ("lender", "江畔银行"))


@pytest.fixture(scope="module")
def terms() -> agreements.Terms:
    made, faults = agreements.draw_up(
        engine.tried_on(), deal=engine.DEAL, options=engine.OPTIONS, pack=engine.LAW
    )
    assert made is not None, faults
    return made


def paper(terms: agreements.Terms, *, slots: tuple[tuple[str, str], ...] = NAMES) -> document.Paper:
    plain = json.loads(texts.canonical_json(terms.terms_json))
    return document.Paper(plain, terms.terms_hash, "7K2M9QX0TA", date(2026, 1, 15), slots)


@pytest.fixture(scope="module")
def base(terms: agreements.Terms) -> bytes:
    return document.draw(paper(terms))


@pytest.fixture(scope="module")
def sealed(terms: agreements.Terms, base: bytes) -> bytes:
    """The document with two signatures of the local authority."""
    service, hashes = (
        local_ca.make(),
        {"terms_hash": terms.terms_hash, "pdf_hash": hashlib.sha256(base).hexdigest()},
    )
    places = document.places(paper(terms))
    marks = []
    for (side, name), place in zip(NAMES, places, strict=True):
        who = signing.Signatory(name, side, "AAAAAAAAAA")
        detached = service.sign(who, message_for(**hashes), now=SIGNED_AT)
        stamp = document.stamp(name=name, side=side, at=SIGNED_AT, is_licensed=False)
        marks.append(signing.Mark(who, detached, SIGNED_AT, place.page, place.box, stamp))
    return service.seal(base, marks, reason=reason_for(**hashes), now=SIGNED_AT)


def judged(data: bytes) -> verification.Verdict:
    return verification.verify(data, root=local_ca.make().root())


def test_the_same_terms_make_the_same_bytes(terms: agreements.Terms, base: bytes) -> None:
    assert document.draw(paper(terms)) == base


def test_the_attached_terms_are_those_that_the_hash_covers(terms: agreements.Terms, base: bytes) -> None:
    reader = PdfFileReader(BytesIO(base))
    attached = verification._attached_terms(reader)
    assert attached is not None
    assert texts.digest(attached) == terms.terms_hash
    assert plans.package_to_json(agreements.package_of(attached)) == plans.package_to_json(engine.PACKAGE)


@pytest.mark.feature("G01")
@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_clause_duty_and_serious_risk_is_written_in_both_languages(
    terms: agreements.Terms, code: str
) -> None:
    lang, plain = writing.language(code), json.loads(texts.canonical_json(terms.terms_json))
    sections = list(writing.sections(plain, lang))
    codes = list(dict.fromkeys(one["code"] for one in plain["clauses"]))
    assert [section.title for section in sections] == [lang.said["clauses"][one]["title"] for one in codes]

    shown = "\n".join(
        [*(text for section in sections for text in section.text)]
        + [cell for section in sections if section.table for row in section.table.rows for cell in row]
    )
    schedule = next(one["facts"] for one in plain["clauses"] if one["code"] == "clause_schedule")
    for day, minor in zip(schedule["due"], schedule["amounts"], strict=True):
        assert lang.day(day) in shown
        assert lang.amount(minor) in shown
    assert "{" not in shown
    duties = writing.duties(plain, lang).table
    assert duties is not None
    assert len(duties.rows) == len(plain["obligations"]) - 23  # 24 instalments are one row
    serious = [one for one in plain["risks"] if one["serious"]]
    assert len(writing.risks(plain, lang).text) == len(serious) + 1


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_clause_duty_and_risk_of_the_engine_is_worded(code: str) -> None:
    said = writing.language(code).said
    for one in engine_codes.CODES:
        if one.kind == "clause":
            asked = {
                part.partition("}")[0]
                for text in said["clauses"][one.name]["text"]
                for part in text.split("{")[1:]
            }
            assert asked <= set(one.facts), one.name
        if one.name.startswith("duty_"):
            assert one.name in said["duties"]
    serious = {one.name for one in engine_codes.CODES if one.name.startswith("risk_")}
    assert serious - set(said["risks"]) <= {
        "risk_budget_left",
        "risk_not_confirmable",
        "risk_law_warns",
    }  # notes


def test_a_character_that_the_font_lacks_is_named_and_not_lost(terms: agreements.Terms) -> None:
    assert document.missing_glyphs("张𠮷三，A") == ("𠮷",)
    rare = paper(terms, slots=(("borrower", "张𠮷三"), ("lender", "江畔银行")))
    drawn = document.draw(rare)
    assert text_of(drawn).count("U+20BB7") == 2  # once in each language


def test_a_name_of_control_codes_and_markup_is_printed_and_runs_nothing(terms: agreements.Terms) -> None:
    name = 'x\x01\x7f\ue000\u202eoscar #panic("ran") $x$ \\ "<l>" {0}'
    text = text_of(document.draw(paper(terms, slots=(("borrower", name), ("lender", "江畔银行")))))
    assert "〓〓〓〓oscar" in text
    assert '#panic("ran")' in text
    assert "U+0001 U+007F U+E000 U+202E" in text


def test_a_signature_of_any_moment_can_be_drawn() -> None:
    """The clock of a server does not stop at whole seconds."""
    at = SIGNED_AT.replace(microsecond=123456)
    drawn = document.stamp(name="\x1b张三\u2066", side="borrower", at=at, is_licensed=False)
    assert drawn.startswith(b"%PDF")


def test_the_printed_text_says_the_figures(terms: agreements.Terms, base: bytes) -> None:
    said = text_of(base)
    assert "56,884.73" in said
    assert terms.terms_hash in said.replace("\n", "")
    assert "Repayment agreement" in said
    assert "还款协议" in said


def text_of(data: bytes) -> str:
    """What a reader of the file can copy out of it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run([program, "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


# --- signed ----------------------------------------------------------------------------------------


@pytest.mark.feature("G02")
def test_a_second_signature_leaves_the_first_valid(sealed: bytes) -> None:
    verdict = judged(sealed)
    assert verdict.is_good, verdict.faults
    assert [(one.name, one.side, one.at) for one in verdict.signatures] == [
        ("张三", "borrower", SIGNED_AT),
        ("江畔银行", "lender", SIGNED_AT),
    ]


def test_one_changed_byte_anywhere_fails(sealed: bytes, base: bytes) -> None:
    """In the signed document, in its signatures and at its end."""
    places = [*range(20, len(sealed), len(sealed) // 6), len(base) - 3, len(sealed) - 2]
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 0x01
        assert not judged(bytes(changed)).is_good, place


def test_something_laid_over_the_signed_document_fails(sealed: bytes) -> None:
    """A later revision that only adds: every signature of its own is still good, the file is not."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    stream = generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 400 Td (0.00) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(stream))
    out = BytesIO()
    writer.write(out)

    verdict = judged(out.getvalue())
    assert "file_changed_later" in verdict.faults
    assert "signature_broken" not in verdict.faults


def test_bytes_behind_the_last_signature_fail(sealed: bytes) -> None:
    assert not judged(sealed + b"\n% hello").is_good


def test_a_document_with_a_signature_missing_fails(
    terms: agreements.Terms, base: bytes, sealed: bytes
) -> None:
    """The first revision that has both fields and one signature: cut before the second was added."""
    ends = [match.end() for match in verification.END_OF_REVISION.finditer(sealed)]
    verdict = judged(sealed[: ends[-2]])
    assert "signature_missing" in verdict.faults


def test_another_authority_is_not_trusted(sealed: bytes, settings: object) -> None:
    settings.HEJIE_KEYRING = "other:" + "B" * 43 + "="  # type: ignore[attr-defined]  # pytest-django's wrapper
    assert "signature_not_trusted" in judged(sealed).faults


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"\x00" * 2000])
def test_what_is_no_signed_document_is_said_to_be_none(data: bytes) -> None:
    assert judged(data).faults in (("file_unreadable",), ("file_not_signed",))


def packed_again_and_again(data: bytes, *, times: int) -> bytes:
    """What zlib makes of `data` so many times over, packed once: after a full flush, a block needs none before it."""
    packer = zlib.compressobj(9, wbits=-15)
    block, end, check = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH), packer.flush(), 1
    for _ in range(times):
        check = zlib.adler32(data, check)
    return b"\x78\xda" + block * times + end + check.to_bytes(4, "big")


def test_a_small_file_that_unfolds_to_gigabytes_is_no_readable_document() -> None:
    body = packed_again_and_again(b"\x01\x00\x09\x00" * 2**20, times=400)
    head = b"1 0 obj\n<</Type/XRef/Size 419430400/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>\n" % len(
        body
    )
    bomb = b"%PDF-1.7\n" + head + b"stream\n" + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert len(bomb) < 2_000_000
    assert zlib.decompress(packed_again_and_again(b"hello", times=3)) == b"hello" * 3
    assert queries.verify(bomb).faults == ("file_unreadable",)


def test_a_file_judged_apart_gets_the_same_verdict(sealed: bytes) -> None:
    assert queries.verify(sealed) == judged(sealed)
    assert queries.verify(sealed + b" ") == judged(sealed + b" ")


def test_the_unsigned_document_is_not_signed(base: bytes) -> None:
    assert judged(base).faults == ("file_not_signed",)


@pytest.mark.feature("G06")
def test_the_command_accepts_the_original_and_refuses_a_changed_byte(
    sealed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hejie_platform.jobs.commands import verify_agreement

    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sealed)
    changed = bytearray(sealed)
    changed[5000] ^= 0x01
    bad.write_bytes(bytes(changed))

    assert verify_agreement.main(["verify-agreement", str(good)]) == 0
    assert "张三" in capsys.readouterr().out
    assert verify_agreement.main(["verify-agreement", str(bad)]) == 1
    assert verify_agreement.main(["verify-agreement", str(tmp_path / "none.pdf")]) == 2
