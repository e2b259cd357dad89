"""A copy of everything: complete for its person, silent about everybody else, and proving itself."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.core import storage
from hejie_platform.jobs.commands import verify_export
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.privacy import actions, queries
from hejie_platform.privacy.facts import proof
from hejie_platform.privacy.models import ExportOrder
from hejie_platform.privacy.queries import contents
from tests.platform.cast import Cast
from tests.platform.stories import privacy, sessions

pytestmark = pytest.mark.django_db

OWN = "CANARY-own-caucus"
CANARIES = ("CANARY-lender-caucus", "CANARY-note", "CANARY-other")


def CHAPTER(cast: Cast, now: datetime) -> Any:
    """A mediation in which everybody said something that only they may read."""
    at = sessions.opened(cast, now=now)
    sessions.said(at, cast.borrower, "CANARY-joint", now=now)
    sessions.in_private(at, cast.borrower, OWN, now=now)
    sessions.in_private(at, cast.officer, CANARIES[0], now=now)
    sessions.noted(at, CANARIES[1], now=now)
    return at


@pytest.fixture
def archive(cast: Cast, told: Any, now: datetime) -> bytes:
    privacy.ordered(cast.borrower, now=now)
    data = actions.fetch_export(cast.borrower, now=now)
    assert data is not None
    return data


def opened(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_a_copy_has_every_part_and_the_papers_as_files(archive: bytes, cast: Cast) -> None:
    files = opened(archive)
    assert {f"{part}.json" for part in contents.PARTS} <= set(files)
    assert {"README.zh.txt", "README.en.txt"} <= set(files)
    papers = json.loads(files["papers.json"])
    assert papers
    assert all(files[row["file"]] for row in papers)
    case = json.loads(files["cases.json"])["own"][0]
    assert case["story"]["cause"]
    assert case["loans"]
    assert case["negotiations"]
    assert json.loads(files["account.json"])["email"] == cast.borrower.email


def test_the_identity_number_is_masked(archive: bytes) -> None:
    assert json.loads(opened(archive)["identity.json"])[0]["id_number"] == "*" * 14 + "002X"
    assert b"11010519491231002X" not in b"".join(opened(archive).values())


@pytest.mark.feature("O01")
def test_nobody_elses_sealed_words_are_in_it(archive: bytes) -> None:
    everything = b"".join(opened(archive).values()).decode("utf-8", "replace")
    assert OWN in everything
    assert "CANARY-joint" in everything
    assert [word for word in CANARIES if word in everything] == []


def test_another_persons_copy_knows_nothing_of_the_case(cast: Cast, told: Any, now: datetime) -> None:
    privacy.ordered(cast.stranger, now=now)
    data = actions.fetch_export(cast.stranger, now=now)
    assert data is not None
    assert b"".join(opened(data).values()).count(b"CANARY") == 0
    privacy.ordered(cast.officer, now=now)
    of_officer = opened(actions.fetch_export(cast.officer, now=now) or b"")
    assert json.loads(of_officer["talks.json"]) == {"messages": [], "mediations": []}


@pytest.mark.feature("B05", "L02")
def test_a_copy_proves_itself_and_one_changed_byte_fails(archive: bytes) -> None:
    assert queries.check_export(archive, trusted=queries.export_key()) == ()
    files = opened(archive)
    paper = json.loads(files["papers.json"])[0]["file"]
    changed = files[paper][:-1] + bytes([files[paper][-1] ^ 1])
    assert proof.check(packed(files | {paper: changed})) == (proof.Wrong("file_changed", paper),)
    assert proof.check(packed(files))[:1] == ()


@pytest.mark.feature("B05", "L02")
def test_a_paper_whose_entry_was_changed_is_found_even_with_a_new_signature(archive: bytes) -> None:
    files = opened(archive)
    manifest = json.loads(files["manifest.json"])
    line = next(
        one
        for chain in manifest["chains"]
        for one in chain["entries"]
        if "fingerprint" in one["content"]["facts"]
    )
    line["content"]["facts"]["fingerprint"] = "0" * 64
    files["manifest.json"] = json.dumps(manifest).encode()
    kinds = {wrong.kind for wrong in proof.check(packed(files))}
    assert kinds == {"signature", "entry_changed", "paper_not_recorded"}


def test_a_copy_signed_by_somebody_else_is_not_ours(archive: bytes) -> None:
    kinds = [wrong.kind for wrong in proof.check(archive, trusted="0" * 64)]
    assert kinds == ["key"]
    endless = packed({"manifest.json": b"[" * 5000, "signature.json": b"{}"})
    for junk in (b"nothing", endless):
        assert [wrong.kind for wrong in proof.check(junk)] == ["unreadable"]


def test_the_command_says_good_or_names_the_fault(archive: bytes, tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "mine.zip"
    file.write_bytes(archive)
    assert verify_export.main(["verify-export", str(file), "--key", queries.export_key()]) == 0
    file.write_bytes(packed(opened(archive) | {"account.json": b"{}"}))
    assert verify_export.main(["verify-export", str(file)]) == 1
    assert "account.json" in capsys.readouterr().out


def test_fetching_is_written_down_and_only_ones_own(cast: Cast, archive: bytes, now: datetime) -> None:
    assert AccessEntry.objects.filter(kind="export", owner=cast.borrower, reader=cast.borrower).count() == 1
    assert actions.fetch_export(cast.stranger, now=now) is None


def test_a_copy_goes_after_seven_days(cast: Cast, archive: bytes, now: datetime) -> None:
    order = ExportOrder.objects.get(person=cast.borrower)
    assert actions.end_exports(now + timedelta(days=6)) == 0
    assert actions.end_exports(now + timedelta(days=7)) == 1
    order.refresh_from_db()
    assert actions.fetch_export(cast.borrower, now=now + timedelta(days=7)) is None
    with pytest.raises(storage.FileGone):
        storage.get(order.file)


def test_one_copy_at_a_time_is_made(cast: Cast, told: Any, now: datetime) -> None:
    actions.order_export(cast.borrower, now=now, action_id=privacy.new_id())
    with pytest.raises(ActionRefused, match="export_being_made"):
        actions.order_export(cast.borrower, now=now, action_id=privacy.new_id())
