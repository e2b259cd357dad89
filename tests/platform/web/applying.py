"""Helpers for pages of the application: addresses, the stamp of a form, what a page says, how much it asks."""

import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hejie_platform.cases.models import Case
from tests.platform.stories import intake


def at(name: str, *args: object) -> str:
    """The address of a page of the application."""
    return reverse(f"apply:{name}", args=args)


def stamp(case: Case | None = None) -> dict[str, object]:
    """What every form carries."""
    version = Case.objects.get(pk=case.pk).version if case else ""
    return {"action_id": uuid.uuid4(), "seen_version": version}


def text_of(response: HttpResponse) -> str:
    """What a reader reads, without tags and spare spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def upload(
    client: Client,
    held: intake.HeldCase,
    data: bytes,
    *,
    kind: str = "wallet_statement",
    name: str = "bill.csv",
    **more: str,
) -> Any:
    """Hand in one file on its page."""
    given = {"kind": kind, "file": SimpleUploadedFile(name, data), **stamp(), **more}
    return client.post(at("paper_new", held.case.ref), given)


def queries_of(client: Client, page: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
