"""The web process: checks, the database brought up to date (SQLite only), then the server.

On PostgreSQL several web processes may start at once, so there `migrate` is a step of the deployment.
"""

import argparse
import sys
import warnings
from collections.abc import Sequence

from hejie_platform.jobs import lifeline

# A page with an open stream must not keep the house open: after this many seconds it is closed.
GRACEFUL_SECONDS = 3


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="hejie_platform serve")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments[1:])
    lifeline.hold()
    return _prepare() or _serve(options.port)


def _prepare() -> int:
    import django
    from django.core import checks
    from django.db import connection

    from hejie_platform.jobs import schema

    django.setup()
    if faults := [fault for fault in checks.run_checks(tags=["security"]) if fault.is_serious()]:
        print("\n".join(f"Hejie does not start: {fault.msg}" for fault in faults), file=sys.stderr)
        return 2
    if connection.vendor == "sqlite":
        schema.bring_up_to_date()
        connection.close()
    return 0


def _serve(port: int) -> int:
    import uvicorn

    # Static files come from WhiteNoise, which is synchronous; they are small, and Django remarks on each process once.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    # Behind a reverse proxy on the same machine in production; alone on loopback in a demo.
    uvicorn.run(
        "hejie_platform.asgi:application",
        host="127.0.0.1",
        port=port,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    return 0
