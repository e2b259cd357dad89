"""What an invitation is made of: whom it reaches, its code, and the message for each way of passing it on.

    contact_of("138 0013 8000")          Contact("phone", "+8613800138000")
    code_of(invitation_id)               "7K2M9QX0TA4C", from the id under our key; the database holds its hash alone
    parse_code("7k2m-9qxo-ta4c")         the same code: case does not matter, and an O is read as the zero it looks like

A channel is a row of `CHANNELS`: what it needs of the contact, and whether it leaves the house by `core.outbound` (whose
adapters the settings name) or is passed on by a person: read out, written into a chat, printed as a letter, scanned.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hejie_platform.core import ids, keys, phones

LENGTH: Final = 12
_SHOWN: Final = 4
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS: Final = re.compile(r"[\s\-–—_.·]+")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where somebody is reached: kind "phone" (E.164) or "email" (lower case)."""

    kind: str
    address: str

    @property
    def channel(self) -> str:
        """The way by which we write there ourselves."""
        return "sms" if self.kind == "phone" else "mail"

    @property
    def ending(self) -> str:
        """Enough to know one's own address by, and too little to learn it."""
        if self.kind == "phone":
            return f"*{self.address[-4:]}"
        name, _, house = self.address.partition("@")
        return f"{name[:1]}***@{house}"

    @property
    def hash(self) -> str:
        """Equal contacts are found by it."""
        return keys.keyed_hash(self.address, purpose="invitation.contact")


def contact_of(text: str) -> Contact | None:
    """The mobile number or e-mail address that a person meant, or None when it is neither."""
    cleaned = text.strip()
    return _mail(cleaned) if "@" in cleaned else _phone(cleaned)


def _mail(text: str) -> Contact | None:
    try:
        validate_email(text)
    except ValidationError:
        return None
    return Contact("email", text.lower())


def _phone(text: str) -> Contact | None:
    number = phones.e164(text)
    return Contact("phone", number) if number else None


def contract_hash(contract: str) -> str:
    """Equal contract numbers are found by it, however they are spaced or written."""
    return keys.keyed_hash(_SPACES.sub("", contract).upper(), purpose="invitation.contract")


# --- the code --------------------------------------------------------------------------------------


def code_of(invitation: UUID) -> str:
    """The code of an invitation: sixty bits of a keyed hash of its id, in letters that are not mistaken."""
    digest = hashlib.sha256(keys.keyed_hash(str(invitation), purpose="invitation.code").encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(ids.ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH))


def hash_of(code: str) -> str:
    """What the database keeps of a code."""
    return keys.keyed_hash(code, purpose="invitation.look-up")


def grouped(code: str) -> str:
    """The code as it is read and typed: 7K2M-9QX0-TA4C."""
    return "-".join(code[start : start + _SHOWN] for start in range(0, LENGTH, _SHOWN))


def parse_code(text: str) -> str | None:
    """The code that a person meant, or None when it cannot be one."""
    cleaned = _SEPARATORS.sub("", text.strip()[:40]).upper().translate(_LOOKALIKES)
    is_code = len(cleaned) == LENGTH and all(letter in ids.ALPHABET for letter in cleaned)
    return cleaned if is_code else None


# --- the ways of passing it on ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Channel:
    """One way of inviting. `needs`: the kind of contact it writes to. `outbound`: the adapter of the settings, if any."""

    name: str
    needs: str = ""
    outbound: str = ""

    @property
    def leaves_by_us(self) -> bool:
        """Whether the platform sends it; else a person passes it on."""
        return bool(self.outbound)


CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Channel("sms", needs="phone", outbound="sms"),
            Channel("mail", needs="email", outbound="mail"),
            Channel("link"),
            Channel("voice"),
            Channel("chat"),
            Channel("qr"),
            Channel("letter"),
        )
    }
)


def sending_channel(contact: Contact) -> Channel:
    """The channel by which the platform itself writes to this contact."""
    return next(one for one in CHANNELS.values() if one.leaves_by_us and one.needs == contact.kind)


# --- what the lender says of its loan --------------------------------------------------------------

LOAN_FIELDS: Final = ("app_name", "contract_number", "principal_minor", "balance_minor", "overdue_since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opens one case. Amounts are whole minor units; `overdue_since` is an ISO day or ""."""

    contact: str
    name: str = ""
    app_name: str = ""
    contract_number: str
    principal_minor: int | None = None
    balance_minor: int | None = None
    overdue_since: str = ""
    words: str = ""

    @property
    def loan(self) -> dict[str, Any]:
        """The loan in the lender's words, as it is kept and shown."""
        return {name: getattr(self, name) for name in LOAN_FIELDS}
