"""Production refuses to start while a protection is missing, and says which one and how to set it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hejie_platform.core import modes

RING = "k1:" + "A" * 43 + "="


@pytest.fixture
def safe(tmp_path: Path) -> dict[str, str]:
    """Everything that production demands."""
    ring = tmp_path / "keys" / "ring"
    ring.parent.mkdir()
    ring.write_text(RING)
    return {
        "HEJIE_MODE": "production",
        "HEJIE_DATA": str(tmp_path / "data"),
        "HEJIE_SECRET_KEY": "s" * 60,
        "HEJIE_HOSTS": "hejie.example",
        "HEJIE_KEYRING_FILE": str(ring),
        "HEJIE_SMS_ADAPTER": "acme.sms:deliver",
        "HEJIE_SMTP_URL": "smtp://hejie:secret%40word@mail.hejie.example",
        "HEJIE_MAIL_FROM": "Hejie <post@hejie.example>",
    }


def start(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start a command as an operator would, with this environment alone."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "hejie_platform", "manage", "check", "--tag", "security"],
        check=False,
        env=kept | env,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_production_starts_when_everything_is_set(safe: dict[str, str]) -> None:
    done = start(safe)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.parametrize(
    ("missing", "value", "said"),
    [
        ("HEJIE_SECRET_KEY", None, "HEJIE_SECRET_KEY is not set"),
        ("HEJIE_SECRET_KEY", "short", "shorter than 50"),
        ("HEJIE_HOSTS", None, "HEJIE_HOSTS must list"),
        ("HEJIE_HOSTS", "*", "HEJIE_HOSTS must list"),
        ("HEJIE_HOSTS", ".example.org", "HEJIE_HOSTS must list"),
        ("HEJIE_KEYRING_FILE", None, "evidence would be stored unencrypted"),
        ("HEJIE_KEYRING_FILE", "/nowhere/ring", "cannot be read"),
        ("HEJIE_SMS_ADAPTER", None, "HEJIE_SMS_ADAPTER is not set"),
        ("HEJIE_MAIL_ADAPTER", "hejie_platform.core.outbound:console", "HEJIE_MAIL_ADAPTER is not set"),
        ("HEJIE_SMTP_URL", None, "HEJIE_SMTP_URL is not set"),
        ("HEJIE_SMTP_URL", "mail.hejie.example", "HEJIE_SMTP_URL must read"),
        ("HEJIE_MAIL_FROM", None, "HEJIE_MAIL_FROM is not set"),
        ("HEJIE_IDENTITY_PROVIDER", "hejie_platform.people.providers:double", "would prove anybody"),
        ("HEJIE_MODE", "prodution", "use one of: demo, test, production"),
    ],
)
def test_production_refuses_to_start_without_it(
    missing: str, value: str | None, said: str, safe: dict[str, str]
) -> None:
    env = {name: kept for name, kept in safe.items() if name != missing}
    done = start(env | ({missing: value} if value is not None else {}))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_mail_leaves_through_the_server_that_is_named(
    safe: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in safe.items():
        monkeypatch.setenv(name, value)
    post = modes.post(modes.Mode.PRODUCTION)
    assert (post.host, post.port, post.user, post.password) == (
        "mail.hejie.example",
        587,
        "hejie",
        "secret@word",
    )
    assert post.sender == "Hejie <post@hejie.example>"
    monkeypatch.setenv("HEJIE_MAIL_ADAPTER", "acme.mail:deliver")
    monkeypatch.delenv("HEJIE_SMTP_URL")
    assert modes.post(modes.Mode.PRODUCTION) == modes.Post()


def test_production_refuses_keys_inside_the_data_folder(safe: dict[str, str], tmp_path: Path) -> None:
    inside = tmp_path / "data" / "ring"
    inside.parent.mkdir()
    inside.write_text(RING)
    done = start(safe | {"HEJIE_KEYRING_FILE": str(inside)})
    assert done.returncode == 2
    assert "keep keys and data apart" in done.stderr


def test_production_refuses_a_keyring_that_holds_no_key(safe: dict[str, str]) -> None:
    Path(safe["HEJIE_KEYRING_FILE"]).write_text("k1:short")
    done = start(safe)
    assert done.returncode != 0
    assert "keyring cannot be used" in done.stderr


def test_nothing_named_is_production_and_not_a_demo(tmp_path: Path) -> None:
    done = start({"HEJIE_DATA": str(tmp_path)})
    assert done.returncode == 2
    assert "HEJIE_MODE=demo" in done.stderr
