"""Every finding that a page shows leads to the page of each rule that it rests on."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

import hejie_platform
from hejie import rules
from hejie_platform.web.room import shows

TEMPLATES = Path(hejie_platform.__file__).parent / "web/templates"
LOOP = re.compile(r"{%\s*for [^%]*\bin [^%]*\bfindings\b[^%]*%}(?P<body>.*?){%\s*endfor", re.S)
# What is called a finding and is none of the law, with the reason.
NO_LAW = {
    "apply/_budget.html": "what is odd about a budget rests on the budget alone",
    "review/case.html": "the same, for who reviews it",
    "apply/measured.html": "what there is to know about measured figures rests on the statements alone",
    "room/account.html": "what does not add up in a lender's own file rests on that file alone",
}


def unlinked(text: str) -> list[str]:
    return [found["body"] for found in LOOP.finditer(text) if "rests_on" not in found["body"]]


def test_no_template_draws_a_finding_without_its_rules() -> None:
    drawn = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")
    }
    assert any(LOOP.search(text) for text in drawn.values())
    wrong = {name: unlinked(text) for name, text in drawn.items() if name not in NO_LAW}
    assert {name: bodies for name, bodies in wrong.items() if bodies} == {}
    assert [name for name in NO_LAW if not unlinked(drawn[name])] == [], "no longer needed"


def test_a_template_that_forgets_them_would_be_found() -> None:
    assert unlinked("{% for one in seen.findings %}<p>{{ one.text }}</p>{% endfor %}")
    assert not unlinked("{% for one in seen.findings %}{% rests_on one.rules %}{% endfor %}")


@pytest.mark.django_db
def test_every_rule_that_a_finding_can_name_has_its_page() -> None:
    for rule in rules.load_pack("cn").rules.values():
        page = Client().get(reverse("library:rule", args=[rule.id]), {"day": "2026-11-23"})
        assert page.status_code == 200, rule.id
        assert "Who it binds" in page.content.decode() or "约束谁" in page.content.decode()


@pytest.mark.django_db
def test_a_finding_is_drawn_with_a_link_for_each_of_its_rules() -> None:
    loan = rules.PlanFacts(
        kind="restructure",
        lender_type="bank",
        channel="own",
        plan_on=date(2026, 11, 23),
        contract_on=date(2026, 8, 20),
        annual_rate=rules.load_pack("cn").as_of("licensed_total_cap", date(2026, 11, 23)).number * 2,  # type: ignore[union-attr]  # a dated row
    )
    found = [one for one in rules.check_caps(loan, pack=rules.load_pack("cn")) if one.verdict != "pass"]
    assert found
    drawn = Template('{% include "room/findings.html" %}').render(
        Context({"findings": shows.findings(found)})
    )
    for one in found:
        assert all(f'href="{reverse("library:rule", args=[rule])}"' in drawn for rule in one.rule_ids)
