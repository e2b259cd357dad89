"""A child that takes its order and never answers, in place of the one that reads."""

import sys
import time


def main() -> None:
    """Takes all that is given, so that nobody waits to hand it over."""
    sys.stdin.buffer.read()
    time.sleep(600)
