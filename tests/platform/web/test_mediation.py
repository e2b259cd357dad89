"""Mediation through its pages: from the asking to the end, as each of those who act in it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from hejie import steps
from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.jobs.worker import Worker
from hejie_platform.mediation.models import Listing, Shown
from tests.platform.cast import Cast
from tests.platform.stories import mediation as stories
from tests.platform.stories import negotiation
from tests.platform.stories.mediation import Told
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'name="(action_id|seen_version)"[^>]*value="([^"]*)"')


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def desk(cast: Cast) -> Callable[[str], Client]:
    """The browser of somebody of the cast, by name, in English."""

    def browser(name: str) -> Client:
        client = logged_in(getattr(cast, name))
        client.cookies["language"] = "en"
        return client

    return browser


def sent(client: Client, where: str, **typed: Any) -> Any:
    """The page is opened, filled in and sent with what it carried."""
    page = client.get(where).content.decode()
    return client.post(where, {**dict(HIDDEN.findall(page)), **typed})


def shown(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return str(answer.content.decode())


@pytest.mark.feature("L06", "F13")
def test_from_asking_to_the_end_by_pages_alone(cast: Cast, now: datetime, desk: Any) -> None:
    stories.listed(cast, now=now)
    published = stories.terms(cast, now=now, fee_minor=30_000, payer="lender", platform_pays_minor=5_000)
    talks = negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    borrower, officer, mediator = desk("borrower"), desk("officer"), desk("mediator")

    ask = f"/mediation/talks/{talks.ref}/ask/"
    before = shown(borrower, ask)
    for said in ("It is voluntary", "300", "The lender", "Public money", "50", "Whoever invents a debt"):
        assert said in before, f"{said!r} is said before anything is asked for"
    assert sent(borrower, ask, body=cast.body.ref).status_code == 200, "not without having read it"
    assert not Mediation.objects.exists()
    assert sent(borrower, ask, body=cast.body.ref, notice_seen="on").status_code == 302
    home = f"/mediation/{Mediation.objects.get().ref}/"

    yes = shown(officer, home + "yes/")
    assert "300" in yes
    assert "Public money" in yes
    assert sent(officer, home + "yes/", notice_seen="on").status_code == 302
    assert set(Shown.objects.values_list("terms", flat=True)) == {published.pk}

    wish = {f"place_{cast.mediator.ref}": "1"}
    assert sent(borrower, home + "wishes/", **wish).status_code == 302
    assert sent(officer, home + "wishes/", **wish).status_code == 302
    Worker(name="test", now=lambda: now).run_all_due()

    assert cast.bank.name_en in shown(mediator, home + "accept/")
    assert sent(mediator, home + "accept/").status_code == 302
    assert sent(mediator, home + "ties/", words="").status_code == 302
    assert "None, as they told" in shown(borrower, home)
    assert sent(mediator, home + "begin/").status_code == 302
    assert Mediation.objects.get().state == "open"
    assert sent(mediator, home + "end/", reason="end_gap", note="三次报价").status_code == 302
    assert "too far apart" in shown(borrower, home)
    assert shown(mediator, home)


def test_an_entry_is_made_by_the_mediator_and_verified_by_the_head(cast: Cast, desk: Any) -> None:
    entry = {
        "qualification": "LLM",
        "registration_number": "N-7",
        "registered_with": "SFJ",
        "loan_types": ["consumption"],
        "languages": ["zh"],
        "most": "4",
    }
    public = f"/mediation/bodies/{cast.body.ref}/"
    assert sent(desk("mediator"), "/mediation/desk/entry/", **entry).status_code == 302
    assert "LLM" not in shown(Client(), public), "only who is verified is public"
    row = Listing.objects.get()
    assert "waits to be verified" in shown(desk("body_admin"), "/mediation/body/")
    page = f"/mediation/body/entries/{row.ref}/"
    assert desk("mediator").get(page).status_code == 404
    assert sent(desk("body_admin"), page, act="verify").status_code == 302
    assert "LLM" in shown(Client(), public)


def test_saying_no_is_as_easy_as_saying_yes(cast: Cast, now: datetime, desk: Any) -> None:
    told = stories.asking(cast, now=now)
    assert sent(desk("officer"), f"/mediation/{told.ref}/no/").status_code == 302
    assert told.row().state == "ended"
    again = sent(
        desk("borrower"), f"/mediation/talks/{told.talks.ref}/ask/", body=cast.body.ref, notice_seen="on"
    )
    assert again.status_code == 200
    assert "does not want a mediator just now" in again.content.decode()


def test_an_objection_is_decided_on_the_heads_page(cast: Cast, now: datetime, desk: Any) -> None:
    told = stories.opened(cast, now=now)
    home = f"/mediation/{told.ref}/"
    typed = {"reason": "late", "words": "两周没有回音"}
    assert sent(desk("borrower"), home + "objection/", **typed).status_code == 302
    head = desk("body_admin")
    assert "两周没有回音" in shown(head, home + "decide/")
    assert "两周没有回音" not in shown(desk("officer"), home)
    assert sent(head, home + "decide/", decision="keep", answer="已督促").status_code == 302
    for who in ("borrower", "officer"):
        assert "已督促" in shown(desk(who), home)


PAGE_OF = {
    "consent": "yes/",
    "step_out": "no/",
    "end_refused": "no/",
    "end_withdrawn": "leave/",
    "rank": "wishes/",
    "appoint": "mediator/",
    "accept_appointment": "accept/",
    "decline_appointment": "not-me/",
    "disclose": "ties/",
    "object": "objection/",
    "recuse": "not-me/",
    "replace": "decide/",
    "start": "begin/",
    "extend": "time/",
}
ROLES = ("borrower", "officer", "mediator", "body_admin", "supervisor", "stranger")


def test_a_page_opens_to_exactly_the_roles_that_its_step_names(cast: Cast, now: datetime, desk: Any) -> None:
    """State by role through the pages: who may never take the step finds no page of it, in any state."""
    told = stories.opened(cast, now=now)
    wrong = []
    for role in ROLES:
        client = desk(role)
        for page in sorted(set(PAGE_OF.values())):
            named = [steps.find("mediation", step) for step, at in PAGE_OF.items() if at == page]
            may = any(row is not None and role in row.roles for row in named)
            may = may or (page == "time/" and role in ("borrower", "officer"))  # who answers, not extends
            opened = client.get(f"/mediation/{told.ref}/{page}").status_code == 200
            if opened != may:
                wrong.append(f"{page} {'opens' if opened else 'is closed'} to {role}")
    assert not wrong, "\n".join(wrong)


def test_what_a_page_sends_at_the_wrong_time_is_refused_with_a_sentence(
    cast: Cast, now: datetime, desk: Any
) -> None:
    told: Told = stories.asking(cast, now=now)
    answer = sent(desk("borrower"), f"/mediation/{told.ref}/wishes/")
    assert answer.status_code == 200
    assert told.row().state == "asking"
