"""What the pages around a case share: the door, taking an action with a form, files that go out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from hejie_platform.core import storage
from hejie_platform.support import access, actions
from hejie_platform.web import forms
from hejie_platform.web.apply.doors import Request as Request
from hejie_platform.web.apply.doors import page as page
from hejie_platform.web.apply.doors import say as say

SHOWN_INLINE = frozenset({"image/png", "image/jpeg"})


def taken(form: forms.Form, action: Callable[..., Any], *given: Any, row: Any = None, **more: Any) -> Any:
    """Take the action with the form's stamp; None when it was refused, and then the form says why.

    row: what `seen_version` is of. Without one the action does not mind what else changed.
    """
    stamp = form.stamp if row is not None else {"action_id": form.stamp["action_id"]}
    try:
        return action(*given, **more, **stamp)
    except forms.REFUSALS as refused:
        if row is not None:
            row.refresh_from_db()
        form.refuse(refused, version=row.version if row is not None else None)
        return None


def attached(form: forms.Form) -> actions.Attached | None:
    """The file that came with the form."""
    file = form.cleaned_data.get("file")
    return actions.Attached(file.read(), file.name) if file else None


def as_file(stored: Any, name: str, *, reader: Any, owner: Any, subject: Any, now: datetime) -> HttpResponse:
    """The bytes: pictures in the page, everything else as a download; nothing in it may run. The look is noted."""
    try:
        data = actions.show(stored, reader=reader, owner=owner, subject=subject, now=now)
    except (storage.FileGone, storage.FileChanged):
        raise access.NotHeld from None
    way = "inline" if stored.media_type in SHOWN_INLINE else "attachment"
    return HttpResponse(
        data,
        headers={
            "Content-Type": stored.media_type,
            "Content-Disposition": f'{way}; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
