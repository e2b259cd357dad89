"""The browser of somebody who may open a page: logged in, and on the way to it where a page is part of a way."""

import re
from collections.abc import Callable, Mapping

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hejie_platform.core.models import OutboxMessage
from hejie_platform.people.actions import open_account
from hejie_platform.people.models import User
from hejie_platform.web import pages
from tests.platform.cast import PASSWORD
from tests.platform.web.samples import World, logged_in, reader_of

PHONE = "13700137000"
MAIL = "newcomer@example.org"


def browser_for(page: pages.Page, world: World) -> Client:
    """A browser that may open the page and is shown it, not led elsewhere."""
    if page.name in ON_THE_WAY:
        cache.clear()  # how often codes were asked for
        return ON_THE_WAY[page.name](world)
    person = reader_of(page, world)
    return logged_in(person) if person else Client()


def just_confirmed(person: User) -> Client:
    """Somebody who typed their password once more a moment ago."""
    client = logged_in(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def _posted(name: str, query: str = "", **typed: str) -> Client:
    client = Client()
    client.post(reverse(name) + query, typed)
    return client


def _known(world: World) -> User:
    """The officer, whose address of mail is confirmed."""
    return _confirmed(world.cast.officer)


def _confirmed(person: User) -> User:
    confirmed = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults=confirmed)
    return person


def _with_codes(world: World) -> Client:
    """The officer, who has spare codes."""
    if not world.cast.officer.authenticator_set.filter(type="recovery_codes").exists():
        RecoveryCodes.activate(world.cast.officer)
    return just_confirmed(world.cast.officer)


def _asked_to_reset(world: World) -> Client:
    return _posted("account_reset_password", email=str(_known(world).email))


def _resetting(world: World) -> Client:
    """The code of the mail was typed."""
    client = _asked_to_reset(world)
    sent = OutboxMessage.objects.filter(to=world.cast.officer.email).order_by("id").last()
    code = re.search(r"\d{6}", sent.text if sent else "")
    client.post(reverse("account_confirm_password_reset_code"), {"code": code.group() if code else ""})
    return client


def _without_password(world: World) -> Client:
    found = User.objects.filter(phone="+8613600136000").first()
    return logged_in(found or open_account(phone="+8613600136000"))


# A page that is one step of a way -> the browser of somebody who stands there.
ON_THE_WAY: Mapping[str, Callable[[World], Client]] = {
    "account_verify_phone": lambda world: _posted("account_signup", phone=PHONE),
    "account_confirm_login_code": lambda world: _posted("account_request_login_code", phone=PHONE),
    "account_email_verification_sent": lambda world: _posted(
        "account_signup", "?by=email", email=MAIL, password1=PASSWORD
    ),
    "account_confirm_password_reset_code": _asked_to_reset,
    "account_complete_password_reset": _resetting,
    "account_set_password": _without_password,
    "account_reauthenticate": lambda world: logged_in(world.cast.borrower),
    "mfa_authenticate": lambda world: _posted(
        "account_login", login=str(_known(world).email), password=PASSWORD
    ),
    "mfa_reauthenticate": lambda world: logged_in(world.cast.officer),
    "mfa_activate_totp": lambda world: just_confirmed(_confirmed(world.cast.borrower)),
    "mfa_deactivate_totp": lambda world: just_confirmed(world.cast.officer),
    "mfa_view_recovery_codes": _with_codes,
    "mfa_generate_recovery_codes": _with_codes,
    "mfa_download_recovery_codes": _with_codes,
}
