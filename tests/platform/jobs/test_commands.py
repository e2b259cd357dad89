"""Commands that an operator types: the first account, new keys, and what there is."""

import base64
import io
import secrets
from typing import Any

import pytest
from django.db import connection

from hejie_platform import __main__ as door
from hejie_platform.core import keys, rotation, storage
from hejie_platform.core.models import DataKey, StoredFile
from hejie_platform.people import queries as people
from hejie_platform.people.models import User
from tests.platform.cast import DAY, Cast

pytestmark = pytest.mark.django_db
GOOD = "a long and unusual phrase"


def test_help_names_every_command_and_an_unknown_one_is_told_kindly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert door.main([]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in door.COMMANDS)
    assert door.main(["verify-leger"]) == 2
    assert "There is no command 'verify-leger'" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(door.COMMANDS))
def test_every_command_can_be_found(name: str) -> None:
    assert callable(door._found(name))


def create(monkeypatch: pytest.MonkeyPatch, password: str, email: str = "first@example.org") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return door.main(["create-operator", "--email", email, "--name", "First"])


def test_the_first_operator_is_made_with_a_password_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert create(monkeypatch, GOOD) == 0
    user = User.objects.get(email="first@example.org")
    assert user.check_password(GOOD)
    assert people.roles_on(user, DAY) <= {"operator"}
    assert not user.is_superuser


@pytest.mark.parametrize(
    ("password", "email"),
    [
        ("short", "first@example.org"),
        ("12345678901", "first@example.org"),
        ("", "first@example.org"),
        (GOOD, "no address"),
    ],
)
def test_a_weak_password_or_no_address_makes_no_account(
    password: str, email: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(monkeypatch, password, email) == 1
    assert capsys.readouterr().err.strip()
    assert not User.objects.exists()


def test_an_address_that_has_an_account_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    create(monkeypatch, GOOD)
    assert create(monkeypatch, "another long phrase") == 1
    assert User.objects.get().check_password(GOOD)


def _key(name: str) -> str:
    return f"{name}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def test_new_keys_take_over_everything_and_the_old_one_opens_nothing_more(
    cast: Cast, now: Any, settings: Any
) -> None:
    old, middle, new = settings.HEJIE_KEYRING, _key("k2"), _key("k3")
    settings.HEJIE_KEYRING = f"{middle}\n{old}"
    stored = storage.put(b"a paper", media_type="text/plain", now=now)
    destroyed = storage.new_key_row(now=now)
    storage.destroy_key(destroyed, now=now)

    settings.HEJIE_KEYRING = f"{new}\n{middle}\n{old}"
    assert rotation.seal_everything_anew() > User.objects.count()
    assert rotation.seal_everything_anew() == 0

    settings.HEJIE_KEYRING = f"{new}\n{old}"  # the last line stays: look-ups rest on it
    assert User.objects.get(pk=cast.borrower.pk).name == "borrower"
    assert storage.get(StoredFile.objects.get(pk=stored.pk)) == b"a paper"
    assert DataKey.objects.get(pk=destroyed.pk).sealed is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_user")
        assert {keys.key_id_of(row[0]) for row in cursor.fetchall()} == {"k3"}
