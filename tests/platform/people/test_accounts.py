"""Registering and logging in through the pages: by phone code, by e-mail with password, and never telling who is here."""

import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from hejie_platform.core.models import OutboxMessage
from hejie_platform.people import actions
from hejie_platform.people.models import User
from tests.platform.cast import APP_SECRET, PASSWORD, Cast
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
PHONE, TYPED_PHONE = "+8613800138000", "138 0013 8000"
MAIL = "somebody@example.org"


@pytest.fixture(autouse=True)
def _no_memory_of_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sent(to: str) -> OutboxMessage:
    """The newest message to an address."""
    return OutboxMessage.objects.filter(to=to).order_by("id").reverse()[0]


def code_in(message: OutboxMessage) -> str:
    found = re.search(r"\d{6}", message.text)
    assert found, message.text
    return found.group()


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_somebody_registers_by_phone_and_is_in_after_typing_the_code() -> None:
    client = Client()
    assert (
        client.post("/account/register/", {"phone": TYPED_PHONE}).headers["Location"]
        == "/account/phone/confirm/"
    )
    assert not is_in(client)
    client.post("/account/phone/confirm/", {"code": code_in(sent(PHONE))})
    assert is_in(client)
    user = User.objects.get(phone=PHONE)
    assert (user.phone_verified, user.email, user.has_usable_password()) == (True, None, False)


def test_who_asks_for_a_code_again_at_once_is_told_to_wait() -> None:
    assert Client().post("/account/register/", {"phone": TYPED_PHONE}).status_code == 302
    assert Client().post("/account/register/", {"phone": TYPED_PHONE}).status_code == 429
    assert OutboxMessage.objects.filter(to=PHONE).count() == 1


def test_two_people_without_e_mail_register_by_phone() -> None:
    for phone in ("13800138000", "13900139000"):
        Client().post("/account/register/", {"phone": phone})
    assert User.objects.filter(email=None).count() == 2


def test_somebody_logs_in_again_by_phone_code() -> None:
    actions.open_account(phone=PHONE)
    client = Client()
    client.post("/account/login/", {"phone": "13800138000"})
    client.post("/account/login/code/", {"code": "000000"})
    assert not is_in(client)
    client.post("/account/login/code/", {"code": code_in(sent(PHONE))})
    assert is_in(client)


def test_somebody_registers_by_e_mail_and_is_in_after_typing_the_code() -> None:
    client = Client()
    client.post("/account/register/?by=email", {"email": MAIL, "password1": PASSWORD})
    assert not is_in(client)
    client.post("/account/register/email/", {"code": code_in(sent(MAIL))})
    assert is_in(client)
    assert EmailAddress.objects.get(email=MAIL).verified


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123"])
def test_a_weak_password_is_refused_kindly(weak: str) -> None:
    page = Client().post("/account/register/?by=email", {"email": MAIL, "password1": weak})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["", "12345", "010 8888 8888", "a phone"])
def test_what_is_no_mobile_number_is_said(typed: str) -> None:
    page = Client().post("/account/register/", {"phone": typed})
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()


def log_in(client: Client, password: str = PASSWORD, mail: str = MAIL) -> Any:
    return client.post("/account/login/password/", {"login": mail, "password": password})


def test_somebody_logs_in_by_e_mail_and_password() -> None:
    actions.open_account(email=MAIL, password=PASSWORD)
    client = Client()
    assert log_in(client, "wrong password").status_code == 200
    assert not is_in(client)
    assert log_in(client).status_code == 302
    assert is_in(client)


def test_too_many_failures_rest_the_log_in_and_say_what_to_do() -> None:
    actions.open_account(email=MAIL, password=PASSWORD)
    actions.open_account(email="other@example.org", password=PASSWORD)
    for _ in range(4):
        assert log_in(Client(), "wrong password").status_code == 200
    locked = log_in(Client(), "wrong password")
    assert locked.status_code == 429
    assert "/account/password/reset/" in locked.content.decode()
    assert log_in(Client()).status_code == 429, "the right password must not tell that it is right"
    assert log_in(Client(), mail="other@example.org").status_code == 302


def test_a_forgotten_password_is_reset_by_a_code() -> None:
    actions.open_account(email=MAIL, password=PASSWORD)
    client = Client()
    client.post("/account/password/reset/", {"email": MAIL})
    client.post("/account/password/reset/code/", {"code": code_in(sent(MAIL))})
    fresh = "another long sentence"
    client.post("/account/password/reset/new/", {"password1": fresh, "password2": fresh})
    assert log_in(Client(), fresh).status_code == 302
    assert log_in(Client(), PASSWORD).status_code == 200


def blank(page: Any) -> str:
    """A page without its tokens and without the address that was typed into it."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
    return re.sub(r"(known|unknown)@example\.org|\+8613[89]00138000", "", text)


@pytest.mark.parametrize(
    ("url", "known", "unknown"),
    [
        ("/account/login/", {"phone": PHONE}, {"phone": "+8613900138000"}),
        ("/account/register/", {"phone": PHONE}, {"phone": "+8613900138000"}),
        ("/account/password/reset/", {"email": "known@example.org"}, {"email": "unknown@example.org"}),
        (
            "/account/register/?by=email",
            {"email": "known@example.org", "password1": PASSWORD},
            {"email": "unknown@example.org", "password1": PASSWORD},
        ),
        (
            "/account/login/password/",
            {"login": "known@example.org", "password": "wrong"},
            {"login": "unknown@example.org", "password": "wrong"},
        ),
    ],
)
def test_no_page_tells_whether_an_account_exists(
    url: str, known: dict[str, str], unknown: dict[str, str]
) -> None:
    actions.open_account(email="known@example.org", phone=PHONE, password=PASSWORD)
    pages = [Client().post(url, typed, follow=True) for typed in (known, unknown)]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert blank(pages[0]) == blank(pages[1])


def test_messages_name_no_debt_and_a_second_asking_tells_the_owner() -> None:
    actions.open_account(phone=PHONE)
    Client().post("/account/register/", {"phone": PHONE})
    text = sent(PHONE).text
    assert not re.search(r"\d{6}", text)
    assert not re.search("债|贷|debt|loan", text)


# --- the second factor -----------------------------------------------------------------------------


def app_code(secret: str = APP_SECRET) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirmed_mail(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_staff_log_in_with_a_second_lock(cast: Cast) -> None:
    officer = confirmed_mail(cast.officer)
    client = Client()
    assert log_in(client, mail=str(officer.email)).headers["Location"].startswith("/account/login/second/")
    assert not is_in(client)
    client.post("/account/login/second/", {"code": "000000"})
    assert not is_in(client)
    client.post("/account/login/second/", {"code": app_code()})
    assert is_in(client)


def test_the_codes_of_the_app_cannot_be_tried_out(cast: Cast) -> None:
    officer = confirmed_mail(cast.officer)
    client = Client()
    log_in(client, mail=str(officer.email))
    for _ in range(12):
        client.post("/account/login/second/", {"code": "000000"})
    client.post("/account/login/second/", {"code": app_code()})
    assert not is_in(client), "after many wrong codes the right one must not tell that it is right"


def test_staff_without_it_are_led_to_set_it_up_before_anything_else(cast: Cast) -> None:
    officer = confirmed_mail(cast.officer)
    officer.authenticator_set.all().delete()
    client = logged_in(officer)
    for url in ("/account/", "/", "/account/identity/"):
        assert client.get(url).headers.get("Location") == "/account/app/set-up/", url
    assert client.get("/help/").status_code == 200

    client.post("/account/confirm/password/?next=/account/app/set-up/", {"password": PASSWORD})
    page = client.get("/account/app/set-up/").content.decode()
    secret = re.findall(r'class="secret">([A-Z2-7]+)<', page)[0]
    client.post("/account/app/set-up/", {"code": app_code(secret)})
    assert is_in(client)
    codes = client.get("/account/app/codes/").content.decode()
    assert codes.count("<li>") >= 10


def test_a_borrower_is_not_asked_for_it_and_may_have_it(cast: Cast) -> None:
    client = logged_in(cast.borrower)
    assert is_in(client)
    assert "/account/app/set-up/" in client.get("/account/app/").content.decode()


def test_staff_cannot_switch_it_off(cast: Cast) -> None:
    officer = confirmed_mail(cast.officer)
    client = logged_in(officer)
    client.post("/account/confirm/app/?next=/account/", {"code": app_code()})
    client.post("/account/app/remove/")
    assert officer.authenticator_set.filter(type="totp").exists()


def test_its_secret_is_sealed_in_the_database(cast: Cast) -> None:
    kept = cast.officer.authenticator_set.get(type="totp").data["secret"]
    assert APP_SECRET not in kept


# --- is it you? ------------------------------------------------------------------------------------


def confirm_view(client: Client) -> Any:
    """What a view guarded by `recently_authenticated` sees in this browser."""
    from django.contrib.auth import get_user
    from django.http import HttpResponse
    from django.test import RequestFactory

    from hejie_platform.web.account.confirm import recently_authenticated

    request = RequestFactory().get("/sign/")
    request.session = client.session
    request.user = get_user(request)
    return recently_authenticated(lambda request: HttpResponse("signed"))(request)


def test_signing_asks_again_by_phone_code_where_there_is_nothing_else() -> None:
    user = actions.open_account(phone=PHONE)
    client = logged_in(user)
    asked = confirm_view(client).headers["Location"]
    assert asked == "/account/confirm/?next=%2Fsign%2F"
    client.get(asked)
    assert not OutboxMessage.objects.exists(), "opening the page sends nothing"
    client.post(asked, {"send": ""})
    client.post(asked, {"code": "not it"})
    assert confirm_view(client).status_code == 302
    assert client.post(asked, {"code": code_in(sent(PHONE))}).headers["Location"] == "/sign/"
    assert confirm_view(client).content == b"signed"


def test_people_who_share_an_address_register_at_once_but_not_without_end() -> None:
    """Phones of one network, a family, an office: they come from one address."""
    numbers = (f"+86137001370{place:02}" for place in range(11))
    answers = [Client().post("/account/register/", {"phone": one}).status_code for one in numbers]
    assert answers == [302] * 10 + [429]


def test_a_confirmation_code_dies_after_three_wrong_ones() -> None:
    client = logged_in(actions.open_account(phone=PHONE))
    client.post("/account/confirm/", {"send": ""})
    for _ in range(3):
        client.post("/account/confirm/", {"code": "999999x"})
    client.post("/account/confirm/", {"code": code_in(sent(PHONE))})
    assert confirm_view(client).status_code == 302


def test_a_stolen_session_cannot_try_out_confirmation_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    user, moment = actions.open_account(phone=PHONE), time.time()
    for number in range(1, 6):
        monkeypatch.setattr("time.time", lambda later=moment + 31 * number: later)
        client = logged_in(user)
        client.post("/account/confirm/", {"send": ""})
        answers = [client.post("/account/confirm/", {"code": "wrong"}).status_code for _ in range(2)]
    assert answers == [200, 200]
    assert client.post("/account/confirm/", {"code": code_in(sent(PHONE))}).status_code == 429
    assert confirm_view(client).status_code == 302


def test_codes_are_not_sent_to_one_number_all_day(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = time.time()
    for number in range(30):
        monkeypatch.setattr("time.time", lambda later=moment + 90 * number: later)
        Client().post("/account/login/", {"phone": TYPED_PHONE})
    assert OutboxMessage.objects.filter(to=PHONE).count() == 20


def test_who_has_no_phone_asks_for_a_code_in_vain() -> None:
    client = logged_in(actions.open_account(email=MAIL, password=PASSWORD))
    assert client.post("/account/confirm/", {"send": ""}, follow=True).status_code == 200
    assert not OutboxMessage.objects.exists()


def test_the_way_back_never_leaves_the_house() -> None:
    client = logged_in(actions.open_account(phone=PHONE))
    client.post("/account/confirm/", {"send": ""})
    url = "/account/confirm/?next=https://elsewhere.example/"
    assert client.post(url, {"code": code_in(sent(PHONE))}).headers["Location"] == "/account/"


def test_a_confirmation_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    client = logged_in(actions.open_account(email=MAIL, password=PASSWORD))
    assert confirm_view(client).headers["Location"].startswith("/account/confirm/password/")
    client.post("/account/confirm/password/?next=/account/", {"password": PASSWORD})
    assert confirm_view(client).content == b"signed"
    later = time.time() + 601
    monkeypatch.setattr("hejie_platform.web.account.confirm.time.time", lambda: later)
    assert confirm_view(client).status_code == 302


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="needs"):
        actions.open_account(name=str(uuid.uuid4()))
