import base64, re, uuid
from pathlib import Path
from datetime import date
import pytest
from django.urls import reverse
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.negotiation import actions, facts
from hejie_platform.negotiation.models import Claim
from tests.platform.stories import negotiation, reading
from tests.platform.web.samples import logged_in
from tests.platform.web.test_account_file import CONTRACT, detail, paid_in_full, owed_on
from tests.engine.papers.test_lender_file import PLAN

pytestmark = pytest.mark.django_db
OUT = Path("/tmp/hejie/shots_papers2")
CSS = Path("/tmp/hejie/c_papers/src/hejie_platform/web/static/web/hejie.css").read_text()


def save(client, url, name):
    r = client.get(url)
    assert r.status_code == 200, (url, r.status_code)
    html = r.content.decode()
    html = re.sub(r"<link[^>]*hejie[^>]*\.css[^>]*>", lambda m: f"<style>{CSS}</style>", html)
    for u in set(re.findall(r'(?:<image href|src)="(/[^"]+)"', html)):
        p = client.get(u)
        if p.status_code == 200 and not p.streaming:
            html = html.replace(
                f'"{u}"', '"data:image/png;base64,' + base64.b64encode(p.content).decode() + '"'
            )
    (OUT / f"{name}.html").write_text(html)


def test_shots(cast, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    story = negotiation.facts_stated(
        negotiation.talking(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now), now=now
    )
    talks = story.row()
    ClaimedLoan.objects.filter(negotiation=talks).update(ref=CONTRACT.ref)
    Claim.objects.filter(negotiation=talks).update(contract=facts.contracts_to_json([CONTRACT]))
    day = date(2026, 3, 1)
    data = detail(
        *(paid_in_full(f"F{n}", date(2026, 3, n), 10_000, owed_on(date(2026, 3, n))) for n in (1, 5, 9))
    )
    actions.hand_in_account(story.officers(now), data, now=now, action_id=uuid.uuid4())
    from hejie_platform.negotiation import queries

    loan = queries.account_file(talks, None).loans[0]
    keys = [k for k, _ in loan.repayments]
    actions.dispute_payment(
        story.borrowers(now),
        CONTRACT.ref,
        key=keys[0],
        how="otherwise",
        day=date(2026, 2, 15),
        minor=40_000,
        words="有转账回单",
        now=now,
        action_id=uuid.uuid4(),
    )
    actions.dispute_payment(
        story.borrowers(now),
        CONTRACT.ref,
        key="",
        how="lacking",
        day=date(2026, 4, 1),
        minor=5_000,
        now=now,
        action_id=uuid.uuid4(),
    )
    several = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    actions.hand_in_account(
        several.officers(now),
        (PLAN + "SECRET77,1,2026-01-15,2026-02-15,777.77,7.77\n").encode(),
        now=now,
        action_id=uuid.uuid4(),
    )
    item = reading.shared(cast, now=now)
    report = reading.read(
        __import__("tests.platform.stories.intake", fromlist=["x"]).hold(cast.borrower, item.case_id, now),
        reading.report_pdf(),
        "credit_report",
        now=now,
    )
    for lang in ("zh-hans", "en"):

        def b(p):
            c = logged_in(p)
            c.cookies["language"] = lang
            return c

        mine, desk, review = b(cast.borrower), b(cast.officer), b(cast.reviewer)
        n = item.loan.negotiation.ref
        save(mine, reverse("room:account", args=[talks.ref]), f"account_mine_{lang}")
        save(
            mine,
            reverse("room:payment", args=[talks.ref, CONTRACT.ref]) + f"?row={keys[1]}",
            f"payment_{lang}",
        )
        save(mine, reverse("room:facts", args=[talks.ref]), f"facts_{lang}")
        save(desk, reverse("lender:account", args=[talks.ref]), f"account_desk_{lang}")
        save(desk, reverse("lender:account_loans", args=[several.ref]), f"loans_{lang}")
        save(desk, reverse("lender:account", args=[several.ref]), f"account_several_{lang}")
        save(desk, reverse("lender:paper", args=[n, item.ref]), f"paper_desk_{lang}")
        save(review, reverse("review:reading", args=[item.case.ref, item.ref]), f"paper_review_{lang}")
        save(review, reverse("review:reading", args=[item.case.ref, report.ref]), f"report_review_{lang}")
        save(review, reverse("review:paper", args=[item.case.ref, item.ref]), f"paper_{lang}")
        save(mine, reverse("apply:consent", args=[item.case.ref, cast.bank.ref]), f"consent_{lang}")
        save(desk, reverse("lender:talks", args=[n]), f"talks_{lang}")
