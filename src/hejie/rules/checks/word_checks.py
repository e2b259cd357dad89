"""Words that no text of ours may carry: promises about a true credit record, and card law as a right elsewhere.

Which words these are is data of the law pack. A text is compared without spaces, without regard to capitals, and with
full-width letters as plain ones, so that a phrase cannot hide behind a blank or a line break:

    "我们帮您删 除征信"      found: 删除征信
    "征信记录如实保留"        nothing found
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from hejie.rules.checks.card_checks import CARD
from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

# The dated list of phrases -> the check that it belongs to, and what it answers.
LISTS: Final = {
    "credit_promise_phrases": ("CREDIT_PROMISE", "credit_promise_found"),
    "right_by_analogy_phrases": ("CARD_PLAN_60", "analogy_found"),
    "unclear_phrases": ("AMENDMENT_EXPLICIT", "amendment_phrase_unclear"),
}


def check_words(
    given: Sequence[str], *, pack: LawPack, day: date, product: str = "consumption"
) -> tuple[Finding, ...]:
    """Every forbidden phrase in texts that are about to be sent, shown or signed; `product` is the loan's."""
    return (
        *phrases_in(given, "credit_promise_phrases", pack=pack, day=day),
        *(phrases_in(given, "right_by_analogy_phrases", pack=pack, day=day) if product != CARD else ()),
    )


def phrases_in(given: Sequence[str], name: str, *, pack: LawPack, day: date) -> Iterator[Finding]:
    """A block for each phrase of one dated list that stands in the texts. KeyError for a list that is not one of LISTS."""
    check, code = LISTS[name]
    row = pack.as_of(name, day)
    if isinstance(row, Unknown) or not isinstance(row.value, tuple):
        return
    maker = Maker(pack, check, (row.rule_id,), confirmed("block", row))
    whole = "\n".join(_bare(one) for one in given)
    for phrase in row.value:
        if _bare(str(phrase)) in whole:
            yield maker.broken(code, phrase=str(phrase))


def _bare(text: str) -> str:
    """Plain letters, small, without any blank, mark of format or control."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if unicodedata.category(one)[0] not in "ZC")
