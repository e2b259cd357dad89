"""A child that is brought down by what it opens, in place of the one that reads."""

import os
import signal


def main() -> None:
    """Ends at once, as a library that breaks in the middle of a file does."""
    os.kill(os.getpid(), signal.SIGSEGV)
