"""`make-demo`: make the demo world by real actions, or go on where a making was cut short. Demo mode alone."""

import os
import sys
import time
from collections.abc import Sequence

from hejie_platform.core.modes import Mode, current
from hejie_platform.jobs import lifeline
from hejie_platform.jobs.processes import set_up

NICE = 10  # the pages that somebody already looks at come first
# A step is one transaction; whoever wants to save something meanwhile gets a turn before the next. SQLite's
# waiters look again after a tenth of a second.
TURN_FOR_OTHERS = 0.25


def main(arguments: Sequence[str]) -> int:
    if current() is not Mode.DEMO:
        print("The demo world is made in demo mode alone: HEJIE_MODE=demo", file=sys.stderr)
        return 2
    lifeline.hold()
    os.nice(NICE)
    set_up()
    from hejie_platform.jobs.demo import world

    return 0 if world.make(say=_say) else 1


def _say(line: str) -> None:
    print(line, flush=True)
    time.sleep(TURN_FOR_OTHERS)
