"""Where Chromium is, and how it is started so that it asks nobody anything."""

import os
import shutil

HOW_TO_GET_ONE = "install Chromium (apt-get install chromium), or name one in CHROMIUM=/path"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "/usr/bin/chromium")

# It would otherwise look up its maker's hosts at every start.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--lang=en-US",  # of the program: how it asks for a day. Pages follow the locale of their tab
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def program() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


def flags() -> list[str]:
    """For root, Chromium's sandbox has to be off; everybody else keeps it."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
