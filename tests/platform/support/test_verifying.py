"""What is ours verifies; what is forged, altered or ended does not; what looks suspicious reaches the desk."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hejie_platform.core import clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.jobs.worker import Worker
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.mediation.models import Listing
from hejie_platform.notices import queries as notices
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Membership
from hejie_platform.support import access, actions, queries
from hejie_platform.support.facts import codes
from hejie_platform.support.models import Suspicion
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation, pictures
from tests.platform.stories import support as stories
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
GENUINE, ENDED, UNKNOWN = "The code is genuine.", "is no longer", "We do not know this code"
NUMBER = "The lender names this number in its published policy"
new_id = uuid.uuid4


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Notice:
    return Notice.objects.create(
        person=cast.borrower,
        code="send_receipt",
        facts={"ref": "7K2M9QX0TA"},
        effect=new_id(),
        created_at=now,
    )


@pytest.fixture
def notice(told: Notice) -> Notice:
    return told


def listed(cast: Cast, now: datetime) -> Listing:
    """The mediator on the verified roster of their body."""
    return Listing.objects.create(
        mediator=cast.mediator,
        body=cast.body,
        registration_number="R-117",
        registered_with="Justice Office",
        verified_by=cast.body_admin,
        verified_at=now,
        qualification="Lawyer",
        load_limit=5,
        entered_by=cast.mediator,
        entered_at=now,
    )


def asked(code: str) -> str:
    """What the public page says to a stranger who types this."""
    client = Client()
    client.cookies["language"] = "en"
    return str(client.get("/verify/", {"code": code}).content.decode())


@pytest.mark.feature("L04", "X06")
def test_a_genuine_notice_and_mediator_verify_and_a_forged_ended_or_altered_one_does_not(
    cast: Cast, notice: Notice, now: datetime
) -> None:
    ours, mediator = notices.verification_code(notice), queries.person_code(cast.mediator)
    assert GENUINE in asked(ours)
    listing = listed(cast, now)
    assert GENUINE in (page := asked(mediator))
    assert "Justice Office R-117" in page
    assert cast.mediator.name in page
    assert cast.body.name_en in page
    forged = ours[:-1] + ("0" if ours[-1] != "0" else "1")
    assert UNKNOWN in (page := asked(forged))
    assert "/verify/report/?code=" in page
    Notice.objects.filter(pk=notice.pk).update(facts={"ref": "0000000000"})
    assert UNKNOWN in asked(ours), "altered"
    Listing.objects.filter(pk=listing.pk).update(ended_at=now)
    assert ENDED in asked(mediator), "off the roster"
    Listing.objects.filter(pk=listing.pk).update(ended_at=None)
    Membership.objects.filter(user=cast.mediator).update(until_day=date(2026, 11, 22))
    assert GENUINE not in (page := asked(mediator))
    assert ENDED in page
    row = stories.suspected(None, now=now, file=pictures.png())
    Worker(name="test", now=lambda: now).run_all_due()
    told = Notice.objects.filter(code="suspicion_reported").values_list("person__email", flat=True)
    assert set(told) == {cast.supervisor.email, cast.complaint_handler.email}
    desk = logged_in(cast.supervisor)
    assert row.ref in desk.get("/complaints/desk/").content.decode()
    assert desk.get(f"/complaints/suspicious/{row.ref}/file/").content == pictures.png()


@pytest.mark.feature("X06")
@pytest.mark.parametrize("typed", ["400-000-0001", "4000000001", "+86 400 000 0001", "(400) 000 0001"])
def test_a_number_that_a_lender_has_published_verifies_while_its_policy_is_in_force(
    cast: Cast, now: datetime, typed: str
) -> None:
    version = negotiation.publish_policy(cast.bank, writer=cast.officer, approver=cast.checker, now=now)
    page = asked(typed)
    assert NUMBER in page
    assert cast.bank.name_en in page
    assert UNKNOWN in asked(typed[:-1] + "2"), "another number"
    PolicyVersion.objects.filter(pk=version.pk).update(until_day=clock.legal_day(now) - timedelta(days=1))
    assert UNKNOWN in asked(typed), "its policy has ended"


def test_half_a_number_and_a_code_are_no_number(cast: Cast, now: datetime) -> None:
    negotiation.publish_policy(cast.bank, writer=cast.officer, approver=cast.checker, now=now)
    for typed in ("", "1", "0001", "400-000", "N-7K2M9-QX0TA-4F9KD2"):
        assert queries.find_number(typed, now=now) is None


def test_the_public_answer_names_nothing_personal(cast: Cast, notice: Notice) -> None:
    page = asked(notices.verification_code(notice))
    assert GENUINE in page
    for secret in (cast.borrower.name + "@", cast.borrower.email, "7K2M9QX0TA", "application"):
        assert str(secret) not in page


def test_a_body_and_an_agreement_verify_while_they_hold(cast: Cast, now: datetime) -> None:
    assert GENUINE in asked(queries.organisation_code(cast.body))
    story = negotiation.waiting(cast, now=now)
    agreements.drawn_up(story, now=now)
    unsigned = queries.codes_of_agreement(agreements.agreement_of(story))
    assert GENUINE not in asked(unsigned)
    agreements.signed(story, story.borrower, now=now)
    agreements.signed(story, story.checker, now=now)
    assert GENUINE in asked(unsigned)


def test_nobody_but_mediators_has_a_card(cast: Cast, now: datetime) -> None:
    code = queries.parse(queries.person_code(cast.officer))
    assert code is not None
    assert queries.find(code, now=now) is None
    assert logged_in(cast.officer).get("/verify/card/").status_code == 404
    assert (
        queries.person_code(cast.mediator) in logged_in(cast.mediator).get("/verify/card/").content.decode()
    )


@pytest.mark.parametrize(
    "typed", ["", "x", "N-", "\0\0", "N-7K2M9-QX0TA-4F9KD2", "<script>", "Z" * 40, "N" + "9" * 39]
)
def test_whatever_is_typed_the_page_is_kind(db: None, typed: str) -> None:
    page = asked(typed)
    assert GENUINE not in page
    assert "<script>" not in page


def test_a_code_read_over_the_phone_is_understood(cast: Cast) -> None:
    code = queries.organisation_code(cast.body)
    spoken = code.lower().replace("-", " ").replace("0", "o")
    assert queries.parse(spoken) == queries.parse(code)
    assert queries.parse(code[:-1]) is None


def test_the_same_reference_has_another_code_for_another_kind_and_content() -> None:
    made = {
        codes.code_of("notice", "7K2M9QX0TA", ["a"])[2:],
        codes.code_of("agreement", "7K2M9QX0TA", ["a"])[2:],
        codes.code_of("notice", "7K2M9QX0TA", ["b"])[2:],
    }
    assert len(made) == 3


def test_a_printed_notice_carries_its_code_and_is_its_owners_alone(cast: Cast, notice: Notice) -> None:
    where = f"/verify/notice/{notice.ref}/"
    page = logged_in(cast.borrower).get(where).content.decode()
    assert notices.verification_code(notice) in page
    assert "data:image/png;base64," in page
    assert logged_in(cast.stranger).get(where).status_code == 404


def test_a_suspicion_is_reported_without_an_account_and_looked_at_once(cast: Cast, now: datetime) -> None:
    answer = Client().post(
        "/verify/report/",
        {"action_id": str(new_id()), "channel": "sms", "words": "Pay a fee.", "number": "1069"},
    )
    assert answer.status_code == 302
    row = Suspicion.objects.get()
    desk = access.desk_for(cast.complaint_handler, now=now)
    actions.look_at(desk, row, verdict="not_ours", note="A swindler.", now=now, action_id=new_id())
    with pytest.raises(ActionRefused, match="stale"):
        actions.look_at(desk, row, verdict="ours", note="No.", now=now, action_id=new_id())
    for stranger in (cast.borrower, cast.officer, cast.reviewer):
        with pytest.raises(access.NotHeld):
            access.suspicion_for(stranger, row.ref, now=now)


def test_one_address_reports_some_suspicions_a_minute_and_no_flood(cast: Cast) -> None:
    cache.clear()
    told = {"channel": "sms", "words": "Pay a fee."}

    def report(number: int, address: str) -> int:
        typed = {**told, "number": str(number), "action_id": str(new_id())}
        return int(Client(REMOTE_ADDR=address).post("/verify/report/", typed).status_code)

    assert [report(number, "192.0.2.7") for number in range(6)] == [302] * 5 + [429]
    assert Suspicion.objects.count() == 5
    assert report(7, "192.0.2.8") == 302


def test_who_reported_is_told_what_was_found(cast: Cast, now: datetime) -> None:
    row = stories.suspected(cast.borrower, now=now)
    desk = access.desk_for(cast.supervisor, now=now)
    actions.look_at(desk, row, verdict="unclear", note="No trace.", now=now, action_id=new_id())
    Worker(name="test", now=lambda: now).run_all_due()
    assert Notice.objects.get(code="suspicion_unclear").person == cast.borrower


def test_mails_carry_the_persons_own_words_and_nobody_elses(cast: Cast, now: datetime) -> None:
    actions.set_phrase(cast.borrower, phrase="blue  heron", now=now, action_id=new_id())
    stories.filed(cast.borrower, now=now)
    Worker(name="test", now=lambda: now).run_all_due()
    mails = {one.to: one.text for one in OutboxMessage.objects.filter(channel="mail")}
    assert "blue heron" in mails[str(cast.borrower.email)]
    assert [to for to, text in mails.items() if "blue heron" in text] == [cast.borrower.email]


@pytest.mark.parametrize("phrase", ["abc", "x" * 41])
def test_words_too_short_or_too_long_are_refused(cast: Cast, now: datetime, phrase: str) -> None:
    with pytest.raises(ActionRefused, match="phrase_length"):
        actions.set_phrase(cast.borrower, phrase=phrase, now=now, action_id=new_id())
    assert queries.phrase_of(cast.borrower) == ""


def test_no_words_forget_the_words(cast: Cast, now: datetime) -> None:
    actions.set_phrase(cast.borrower, phrase="blue heron", now=now, action_id=new_id())
    actions.set_phrase(cast.borrower, phrase="", now=now + timedelta(days=1), action_id=new_id())
    assert queries.phrase_of(cast.borrower) == ""


def test_one_address_has_so_many_files_judged_and_no_flood() -> None:
    """Judging costs a process or a computation of its own; nobody needs an account for it."""
    cache.clear()

    def judged(address: str) -> int:
        file = SimpleUploadedFile("certificate.json", b"{}", content_type="application/json")
        typed = {"file": file, "action_id": str(new_id())}
        return int(Client(REMOTE_ADDR=address).post("/verify/computation/", typed).status_code)

    assert [judged("192.0.2.7") for _file in range(21)] == [200] * 20 + [429]
    assert judged("192.0.2.8") == 200
