"""The three modes, and where each finds its secrets.

`production` is the default and starts only when everything that protects people is set.
`demo` is for one laptop: it binds loopback, lets anyone enter as any role and moves the clock;
its secrets are made once per installation. `test` is for the test suite.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hejie import rules


class Mode(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class UnsafeToStart(RuntimeError):
    """The mode demands a protection that is not set. The message names it and the cure."""


def current() -> Mode:
    """The mode named by HEJIE_MODE; production when nothing is named."""
    name = os.environ.get("HEJIE_MODE", Mode.PRODUCTION)
    try:
        return Mode(name)
    except ValueError:
        raise UnsafeToStart(f"HEJIE_MODE is {name!r}; use one of: {', '.join(Mode)}.") from None


def data_folder() -> Path:
    """Where databases, evidence and logs live: HEJIE_DATA, or var/ under the present folder."""
    return Path(os.environ.get("HEJIE_DATA", "var")).absolute()


def secret_key(mode: Mode) -> str:
    """Django's signing key. Production brings its own; demo keeps one per installation."""
    given = os.environ.get("HEJIE_SECRET_KEY", "")
    if given:
        return _long_enough(given)
    if mode is Mode.PRODUCTION:
        raise UnsafeToStart("HEJIE_SECRET_KEY is not set. Set it to 50 or more random characters.")
    if mode is Mode.TEST:
        return "only-for-tests-" + "x" * 50
    return _kept_secret(data_folder() / "demo-secret")


def hosts(mode: Mode) -> list[str]:
    """The host names served: loopback alone outside production, never '*' inside it."""
    if mode is not Mode.PRODUCTION:
        return ["127.0.0.1", "localhost", "[::1]", "testserver"]
    named = [host.strip() for host in os.environ.get("HEJIE_HOSTS", "").split(",") if host.strip()]
    if not named or any("*" in host or host.startswith(".") for host in named):
        raise UnsafeToStart("HEJIE_HOSTS must list each host name in full, with commas and without '*'.")
    return named


def keyring_text(mode: Mode) -> str:
    """The keys that encrypt personal data, as `id:base64` lines; the first line encrypts, all decrypt."""
    if "HEJIE_KEYRING" in os.environ:
        return os.environ["HEJIE_KEYRING"]
    if path := os.environ.get("HEJIE_KEYRING_FILE"):
        return _keyring_file(Path(path), mode)
    if mode is Mode.PRODUCTION:
        raise UnsafeToStart("HEJIE_KEYRING_FILE is not set: evidence would be stored unencrypted.")
    if mode is Mode.TEST:
        return "test1:" + "A" * 43 + "="
    return "demo1:" + _kept_secret(data_folder() / "demo-keyring")


CONSOLE_ADAPTER = "hejie_platform.core.outbound:console"
MAIL_ADAPTER = "hejie_platform.core.outbound:mail"


def outbound(mode: Mode) -> dict[str, str]:
    """The adapter ("module:function") of each channel that leaves the house; production names real ones."""
    if mode is not Mode.PRODUCTION:
        return {"sms": CONSOLE_ADAPTER, "mail": CONSOLE_ADAPTER}
    named = {
        "sms": os.environ.get("HEJIE_SMS_ADAPTER", CONSOLE_ADAPTER),
        "mail": os.environ.get("HEJIE_MAIL_ADAPTER", MAIL_ADAPTER),
    }
    for channel, adapter in named.items():
        if adapter == CONSOLE_ADAPTER:
            raise UnsafeToStart(
                f"HEJIE_{channel.upper()}_ADAPTER is not set: messages with log-in codes would stay in the database."
            )
    return named


SMTP_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Post:
    """The server that takes our mail, and whom the mail is from. `smtp` turns to TLS once connected, `smtps` speaks it at once."""

    scheme: str = "smtp"
    host: str = "localhost"
    port: int = SMTP_PORTS["smtp"]
    user: str = ""
    password: str = ""
    sender: str = ""


def post(mode: Mode) -> Post:
    """HEJIE_SMTP_URL (smtp://user:password@host:587) and HEJIE_MAIL_FROM; production demands both unless mail leaves otherwise."""
    url, sender = os.environ.get("HEJIE_SMTP_URL", ""), os.environ.get("HEJIE_MAIL_FROM", "")
    if mode is not Mode.PRODUCTION or outbound(mode)["mail"] != MAIL_ADAPTER:
        return Post()
    if not url or not sender:
        missing = "HEJIE_MAIL_FROM" if url else "HEJIE_SMTP_URL"
        raise UnsafeToStart(f"{missing} is not set: log-in codes and notices could not be mailed.")
    parts = urlsplit(url)
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise UnsafeToStart(
            "HEJIE_SMTP_URL must read smtp://user:password@host:587 or smtps://user:password@host."
        )
    return Post(
        scheme=parts.scheme,
        host=parts.hostname,
        port=parts.port or SMTP_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


def lender_systems() -> dict[str, str]:
    """Reference of a lender -> "module:function" that tells its own system."""
    pairs = (item.partition("=") for item in os.environ.get("HEJIE_LENDER_SYSTEMS", "").split(","))
    return {reference.strip(): adapter.strip() for reference, _, adapter in pairs if adapter}


IDENTITY_DOUBLE = "hejie_platform.people.providers:double"


LOCAL_CA = "hejie_platform.agreements.signing.local_ca:make"


def signature_provider(mode: Mode) -> str:
    """The service that signs agreements ("module:function"). Production names a licensed one, or nothing is signed."""
    named = os.environ.get("HEJIE_SIGNATURE_PROVIDER", "" if mode is Mode.PRODUCTION else LOCAL_CA)
    if mode is Mode.PRODUCTION and named == LOCAL_CA:
        raise UnsafeToStart(
            "HEJIE_SIGNATURE_PROVIDER names the demonstration's own CA, which is not licensed."
        )
    return named


def identity_provider(mode: Mode) -> str:
    """The adapter ("module:function") that checks a name and a number; none means that people look at papers."""
    named = os.environ.get("HEJIE_IDENTITY_PROVIDER", "" if mode is Mode.PRODUCTION else IDENTITY_DOUBLE)
    if mode is Mode.PRODUCTION and named == IDENTITY_DOUBLE:
        raise UnsafeToStart("HEJIE_IDENTITY_PROVIDER names the double of the tests: it would prove anybody.")
    return named


def country() -> str:
    """The country of this installation, by the folder of its law pack. Raises UnsafeToStart for one without a pack."""
    named = os.environ.get("HEJIE_COUNTRY", "cn")
    if named not in rules.countries():
        raise UnsafeToStart(f"HEJIE_COUNTRY is one of {', '.join(rules.countries())}.")
    return named


def site_url(mode: Mode) -> str:
    """Where links in messages lead, without a slash at the end."""
    given = os.environ.get("HEJIE_SITE_URL", "").rstrip("/")
    if mode is Mode.PRODUCTION:
        return given or f"https://{hosts(mode)[0]}"
    return given or "http://127.0.0.1:8000"


def _keyring_file(path: Path, mode: Mode) -> str:
    if mode is Mode.PRODUCTION and path.absolute().is_relative_to(data_folder()):
        raise UnsafeToStart("HEJIE_KEYRING_FILE lies inside the data folder; keep keys and data apart.")
    try:
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise UnsafeToStart(f"HEJIE_KEYRING_FILE cannot be read: {error.strerror}.") from None


def _long_enough(key: str) -> str:
    if len(key) < 50:
        raise UnsafeToStart("HEJIE_SECRET_KEY is shorter than 50 characters.")
    return key


def _kept_secret(path: Path) -> str:
    """Read the secret at `path`, making it (readable by its owner alone) the first time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_fresh_key())
    return path.read_text(encoding="ascii").strip()


def _fresh_key() -> str:
    """32 random bytes in standard base64: the length of an AES-256 key."""
    return base64.b64encode(secrets.token_bytes(32)).decode()
