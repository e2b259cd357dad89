"""The application that a server runs: `uvicorn hejie_platform.asgi:application`."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie_platform.settings")

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Application = Callable[[Any, Receive, Any], Awaitable[None]]


def within(application: Application, *, most_bytes: int) -> Application:
    """`application`, given no more than so many bytes of a body: Django keeps all of it on disk before a view may refuse.

    The rest is read and dropped, so that the sender gets an answer instead of a broken line.
    """

    async def limited(scope: Any, receive: Receive, send: Any) -> None:
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= most_bytes else {**message, "body": b""}

        await application(scope, receive_some, send)

    return limited


def _most_bytes() -> int:
    from hejie_platform.web.middleware import largest_body  # settings are read by now

    return largest_body()


application = within(get_asgi_application(), most_bytes=_most_bytes())
