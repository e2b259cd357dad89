"""Whoever is shown somebody else's paper leaves a line that its owner can read, at every address that hands out what was sent in."""

from datetime import datetime

import pytest

from hejie_platform.core import clock
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.web import pages
from tests.platform.web.entering import browser_for
from tests.platform.web.samples import World, address, build

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.whole_house]
CHAPTER = build
# Pages that hand out bytes that somebody sent in, opened here as those who did not send them.
SHOW_UPLOADS = {
    "account:identity_photo",
    "afterwards:desk_pack_file",
    "complaints:suspicion_file",
    "lender:paper",
    "lender:paper_page",
    "opening:paper_file",
    "review:file",
    "review:page",
    "review:reading",
    "review:row",
    "review:rows",
}
# The same for their own people alone, whose looks at their own are not noted; others get there by their own tests.
OWN = {
    "afterwards:pack_file",
    "afterwards:receipt",
    "agreement:proof",
    "apply:file",
    "complaints:paper",
    "contacts:file",
    "keeping:paper",
    "outside:authority",
    "outside:proof",
    "papers:recorded",
    "reading:page",
    "table:caucus_file",
    "table:joint_file",
}


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def test_each_look_at_what_somebody_else_sent_in_is_written_down(told: World) -> None:
    wrong = []
    for page in pages.every():
        if page.name in SHOW_UPLOADS:
            before = AccessEntry.objects.count()
            status = browser_for(page, told).get(address(page, told)).status_code
            if status != 200 or AccessEntry.objects.count() != before + 1:
                wrong.append((page.name, status, AccessEntry.objects.count() - before))
    assert not wrong


def test_every_address_of_a_file_is_on_one_of_the_two_lists() -> None:
    """A new page that ends in file, page, photo, paper, proof or receipt says on which it stands, or that it shows no upload."""
    made_here = {
        "afterwards:letter", "outside:letter_file", "outside:own_letter", "papers:letter_file", "papers:mediated_file",
        "reading:paper", "apply:paper", "review:paper", "hardship:file", "hardship:file_json", "hardship:file_pdf", "hardship:file_zip",
        "lender:policy_file", "insight:authority", "opening:paper", "opening:file", "apply:receipt", "assisted:paper",
    }  # fmt: skip
    ends = ("file", "page", "photo", "paper", "proof", "receipt", "recorded", "authority")
    found = {page.name for page in pages.every() if page.method == "GET" and page.name.endswith(ends)}
    assert found - SHOW_UPLOADS - OWN - made_here == set()
