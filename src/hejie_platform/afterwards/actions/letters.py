"""The letter to one creditor about an own plan: drawn when it is asked for, kept nowhere, sent by nobody but its writer."""

from datetime import datetime

from hejie_platform.afterwards import document
from hejie_platform.afterwards.models import OwnLine


def letter(line: OwnLine, *, now: datetime) -> bytes:
    """The PDF in the language of the page."""
    return document.draw_letter(line, at=now)
