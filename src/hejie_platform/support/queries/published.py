"""What the pages read of lists and tables: lessons and calculators, papers by cause, the engine's policy of a version."""

from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.lenders.facts import pack_of as pack_of
from hejie_platform.support.facts.advice_steps import WAITING as WAITING
from hejie_platform.support.facts.calculators import CALCULATORS as CALCULATORS
from hejie_platform.support.facts.lessons import LESSONS as LESSONS
from hejie_platform.support.facts.lessons import Lesson as Lesson
from hejie_platform.support.facts.lessons import lesson as lesson
from hejie_platform.support.facts.words import LONGEST_QUERY as LONGEST_QUERY


def papers_for(cause: str) -> tuple[tuple[str, ...], ...]:
    """The papers that a cause needs, each with what will do instead; none for no cause."""
    return LISTS.causes[cause].papers if cause else ()
