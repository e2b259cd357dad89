"""`make-demo`: make the demo world by real actions, or go on where a making was cut short. Demo mode alone."""

import os
import sys
from collections.abc import Sequence

from hejie_platform.core.modes import Mode, current
from hejie_platform.jobs import lifeline
from hejie_platform.jobs.processes import set_up

NICE = 10  # the pages that somebody already looks at come first


def main(arguments: Sequence[str]) -> int:
    if current() is not Mode.DEMO:
        print("The demo world is made in demo mode alone: HEJIE_MODE=demo", file=sys.stderr)
        return 2
    lifeline.hold()
    os.nice(NICE)
    set_up()
    from hejie_platform.jobs.demo import world

    return 0 if world.make(say=print) else 1
