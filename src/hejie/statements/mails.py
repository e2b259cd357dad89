"""A statement that came by mail, saved as a whole: its attachments and its page, each opened as a file of its own.

Banks send card statements as a page inside a message. A message within a message is not opened, and nothing is fetched:
pictures and links stay where they are.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from hejie.statements.limits import Limits

_SUBJECT_CHARS: Final = 200
_PAGES: Final = frozenset({"text/html"})


def parts(data: bytes, *, limits: Limits) -> Iterator[bytes]:
    """Attachments first, then pages; no more of them and no more bytes than may be."""
    message = message_from_bytes(data, policy=policy.default)
    left = limits.text_bytes
    found = [part for part in message.walk() if not part.is_multipart()][: limits.archive_entries]
    for part in sorted(found, key=lambda each: each.get_content_type() in _PAGES):
        content = part.get_payload(decode=True) if _may_be_statement(part) else None
        if isinstance(content, bytes) and content.strip() and len(content) <= left:
            left -= len(content)
            yield content


def subject(data: bytes) -> str:
    """What the message is about, on one line: the bank, and the month of a statement whose days have no year."""
    try:
        header = message_from_bytes(data, policy=policy.default)["subject"]
        return " ".join(str(header or "").split())[:_SUBJECT_CHARS]
    except Exception:  # a hostile header: what the library raises is no closed list
        return ""


def _may_be_statement(part: EmailMessage) -> bool:
    return part.get_content_type() in _PAGES or part.get_content_disposition() == "attachment"
