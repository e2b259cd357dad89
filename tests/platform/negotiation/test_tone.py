"""A calmer wording is offered for hurtful drafts, and for no others."""

import pytest

from hejie_platform.negotiation.queries import calmer


@pytest.mark.parametrize(
    ("draft", "calm"),
    [
        ("你们就是骗子，我一分钱都不还！", "我对你们失去了信任，我目前我没有能力按原计划还款！"),
        ("You are IDIOTS", "You are not careful enough"),
        ("You are a deadbeat.", "You are a someone who is behind with payments."),
    ],
)
def test_a_hurtful_draft_gets_a_neutral_alternative(draft: str, calm: str) -> None:
    assert calmer(draft) == calm


@pytest.mark.parametrize("draft", ["我每月能还两千。", "The orchestra plays.", "get lostness", ""])
def test_an_ordinary_draft_gets_none(draft: str) -> None:
    assert calmer(draft) == ""
