"""Lives of loans told step by step: the steps become our events, and the engine's instalments are compared with the rows.

What a peer's product name stands for is read in `peer_terms`. The engine sees terms and events; every figure compared
comes from `loans.instalments_at` and `loans.account_at`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hejie import loans, money
from tests.conformance import products
from tests.conformance.figures import limit, minor, near, percent, units
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, judged
from tests.conformance.peer_terms import ADVANCED, FEES, INTEREST, PENALTIES, paying_terms

DAY = timedelta(1)
KINDS = {"fee": FEES, "penalty": PENALTIES}
FUTURE = {"NEXT_INSTALLMENT": "next", "LAST_INSTALLMENT": "last", "REAMORTIZATION": "even"}

# Money that comes otherwise than as a repayment, and what the peer's products do with it beyond what is due.
RECEIPTS = {
    "repay": ("DEFAULT", "NEXT_INSTALLMENT"),
    "merchant_issued_refund": ("MERCHANT_ISSUED_REFUND", "REAMORTIZATION"),
    "payout_refund": ("PAYOUT_REFUND", "NEXT_INSTALLMENT"),
    "goodwill_credit": ("GOODWILL_CREDIT", "LAST_INSTALLMENT"),
}
TYPES = {
    "repay": "Repayment",
    "merchant_issued_refund": "Merchant Issued Refund",
    "payout_refund": "Payout Refund",
    "goodwill_credit": "Goodwill Credit",
}
SHOWN = {"Disbursement", "Down Payment", *TYPES.values()}
"""Postings of the peer that say what happened; the others repeat what the instalments say already."""

# A fixed share of what is late, charged once on each late instalment: a constant of the peer's product.
LATE_FEE = {"OVERDUE_FROM_AMOUNT_INTEREST": True, "OVERDUE_FROM_AMOUNT": False}
LATE_FEE_SHARE = Fraction(15, 1000)


@dataclass(slots=True)
class Story:
    """The steps told so far, as terms and events; `product` is the peer's name, read word by word."""

    loan: Mapping[str, Any]
    defaults: Mapping[str, Any]
    today: date
    terms: loans.Terms | None = None
    events: list[loans.Event] = field(default_factory=list)
    told: list[list[Any]] = field(default_factory=list)
    future: dict[str, str] = field(default_factory=dict)

    @property
    def product(self) -> str:
        return str(self.loan["product"])

    @property
    def is_advanced(self) -> bool:
        return self.loan.get("allocation_order") == ADVANCED

    @property
    def pays_down_itself(self) -> bool:
        return "AUTO" in self.product

    # steps

    def hear(self, step: Mapping[str, Any]) -> None:
        STEPS[step["op"]](self, step)

    def add(self, event: loans.Event) -> str:
        name = f"e{len(self.events) + 1}"
        self.events.append(replace(event, id=name, moment=len(self.events) + 1))
        return name

    def move(self, step: Mapping[str, Any]) -> None:
        self.today = day_of(step)
        self.charge_late()

    def end_of_day(self, step: Mapping[str, Any]) -> None:
        self.charge_late()

    def configure(self, step: Mapping[str, Any]) -> None:
        self.future[step["transaction_type"]] = step["future_instalment_rule"]

    def disburse(self, step: Mapping[str, Any]) -> None:
        day, drawn = day_of(step), minor(step["amount"])
        if self.terms is None:
            self.terms = paying_terms(self.loan, self.defaults, day, drawn)
        else:
            self.add(loans.Draw(day, drawn, over="later" if self.is_advanced else "all"))
        self.told.append([day, "Disbursement", drawn, None])
        down = self.terms.down_minor(drawn)
        if down and self.pays_down_itself:
            left = max(down - self.waiting(day), 0)
            if left:
                name = self.add(loans.Payment(day, left, surplus="next"))
                self.told.append([day, "Down Payment", left, name])

    def waiting(self, day: date) -> int:
        """Money paid too much before, which pays the down payment first."""
        before = [
            event
            for event in self.events
            if not isinstance(event, loans.Draw) or event.moment < len(self.events)
        ]
        return loans.account_at(self.terms, before, day).unapplied_minor if self.events else 0

    def receive(self, step: Mapping[str, Any]) -> None:
        kind, usual = RECEIPTS[step["op"]]
        rule = self.future.get(kind, usual)
        surplus = FUTURE[rule] if self.is_advanced else None
        name = self.add(loans.Payment(day_of(step), minor(step["amount"]), surplus=surplus))
        self.told.append([day_of(step), TYPES[step["op"]], minor(step["amount"]), name])

    def pay_off(self, step: Mapping[str, Any]) -> None:
        if "TILL_REST" in self.product:
            raise NotApplicable("a pay-off that bears interest beyond its day, to the peer's next rest date")
        owed = loans.payoff(self.terms, self.events, day_of(step)).minor
        name = self.add(loans.Payment(day_of(step), owed, surplus="principal"))
        self.told.append([day_of(step), "Repayment", owed, name])

    def charge(self, step: Mapping[str, Any]) -> None:
        due = date.fromisoformat(step["due"])
        day = min(self.today, due)
        if self.is_advanced:  # there a charge is due with the instalment whose period holds its day
            periods = (row for row in self.instalments() if row.start < row.due)
            due = next((row.due for row in periods if row.due >= due), due)
        self.add(loans.Charge(day, KINDS[step["kind"]], minor(step["amount"]), due))

    def waive_charge(self, step: Mapping[str, Any]) -> None:
        day, charges = day_of(step), [event for event in self.events if isinstance(event, loans.Charge)]
        owed = loans.account_at(self.terms, self.events, day).buckets
        last = charges[-1]
        minor_left = min(last.minor, owed[last.bucket])
        self.told.append(
            [day, "Waive loan charges", minor_left, self.add(loans.Waiver(day, last.bucket, minor_left))]
        )

    def undo(self, step: Mapping[str, Any]) -> None:
        of_day = [row for row in self.told if row[0] == day_of(step)]
        receipts = [row for row in of_day if row[3] is not None]
        told = of_day[step["nth"] - 1]
        self.add(loans.Reversal(self.today, (told if told[3] is not None else receipts[step["nth"] - 1])[3]))

    def reschedule(self, step: Mapping[str, Any]) -> None:
        day, since = self.today, date.fromisoformat(step["rescheduleFromDate"])
        if "newInterestRate" in step:
            self.add(loans.RateChange(since, percent(step["newInterestRate"])))
        if "adjustedDueDate" in step:
            new = date.fromisoformat(step["adjustedDueDate"])
            self.add(loans.DueDateChange(day, since, new))
            since = new
        if step.get("graceOnPrincipal"):
            self.add(loans.Pause(day, int(step["graceOnPrincipal"]), asks="interest", since=since))
        if step.get("graceOnInterest"):
            raise NotApplicable("a grace on interest alone, while principal is repaid")
        if step.get("extraTerms"):
            self.add(loans.Extension(day, int(step["extraTerms"]), since=since))

    def re_age(self, step: Mapping[str, Any]) -> None:
        first = date.fromisoformat(step["startDate"])
        every = products.step(step["frequencyNumber"], step["frequencyType"])
        name = self.add(loans.ReAge(day_of(step), first, int(step["numberOfInstallments"]), every))
        self.told.append([day_of(step), "Re-age", 0, name])

    def re_amortise(self, step: Mapping[str, Any]) -> None:
        self.told.append([day_of(step), "Re-amortize", 0, self.add(loans.ReAmortise(day_of(step)))])

    def charge_late(self) -> None:
        """The peer's fee on each instalment that has become late, once each."""
        found = next((of_all for word, of_all in LATE_FEE.items() if self.product.endswith(word)), None)
        if found is None or self.terms is None:
            return
        charged = {event.due for event in self.events if isinstance(event, loans.Charge)}
        for row in loans.instalments_at(self.terms, self.events, self.today):
            if row.due < self.today and row.due not in charged and row.left:
                base = row.principal + (row.interest if found else 0)
                fee = money.round_to(base * LATE_FEE_SHARE)
                self.add(loans.Charge(row.due, PENALTIES, fee, row.due))

    # what the engine says

    def instalments(self) -> Sequence[loans.InstalmentState]:
        if self.terms is None:
            raise NotApplicable("a schedule before anything was lent")
        return loans.instalments_at(self.terms, self.events, self.today)

    def with_balances(self) -> list[list[Any]]:
        """The rows of the peer: each with the principal that is left after it, drawings in their place."""
        draws = [(row[0], row[2]) for row in self.told if row[1] == "Disbursement"]
        lines, balance, drawn = [], 0, 0
        for n, row in enumerate(self.instalments(), start=1):
            while drawn < len(draws) and draws[drawn][0] < (
                row.due if row.start < row.due else row.due + DAY
            ):
                balance += draws[drawn][1]
                drawn += 1
            balance -= row.principal
            lines.append(shown(n, row, balance))
        return lines

    def transactions(self) -> list[list[Any]]:
        """What was told, with what each payment paid, in the order of days."""
        lines, last = [], self.today
        account = loans.account_at(self.terms, self.events, last)
        undone = {event.id for event in account.undone}
        for day, kind, amount, name in sorted(self.told, key=lambda row: row[0]):
            if kind not in SHOWN:
                continue
            lines.append(self.transaction(day, kind, amount, name, undone))
        return lines

    def transaction(self, day: date, kind: str, amount: int, name: str | None, undone: set[str]) -> list[Any]:
        if name is None:
            return [day.isoformat(), kind, units(amount)]
        stands = [event for event in self.events if not isinstance(event, loans.Reversal)]
        if name not in undone:
            stands = [event for event in stands if event.id not in undone]
        own = next(event for event in stands if event.id == name)
        before = [event for event in stands if (event.day, event.moment) <= (own.day, own.moment)]
        payments = [event for event in before if isinstance(event, loans.Payment)]
        parts = loans.account_at(self.terms, before, day).received[payments.index(own)].parts
        principal = parts.principal
        interest = sum(parts[bucket] for bucket in INTEREST)
        return [
            day.isoformat(),
            kind,
            units(amount),
            units(principal),
            units(interest),
            units(parts[FEES]),
            units(parts[PENALTIES]),
        ]


def shown(n: int, row: loans.InstalmentState, balance: int = 0) -> list[Any]:
    fees, penalties = row.charges[FEES], row.charges[PENALTIES]
    figures = (
        balance,
        row.principal,
        row.interest,
        fees,
        penalties,
        row.asked,
        row.paid,
        row.early,
        row.late,
        row.left,
    )
    return [n, row.due.isoformat(), *(units(figure) for figure in figures)]


def day_of(step: Mapping[str, Any]) -> date:
    return date.fromisoformat(step["date"])


STEPS = {
    "business_date": Story.move,
    "end_of_day": Story.end_of_day,
    "config": Story.configure,
    "disburse": Story.disburse,
    **dict.fromkeys(RECEIPTS, Story.receive),
    "payoff": Story.pay_off,
    "charge": Story.charge,
    "waive_charge": Story.waive_charge,
    "undo": Story.undo,
    "reschedule": Story.reschedule,
    "reage": Story.re_age,
    "reamortize": Story.re_amortise,
}


def lifecycle(case: Case) -> Outcome:
    """Tell the steps one by one and compare at each snapshot."""
    inputs, within = case["inputs"], limit(case)
    story = Story(inputs["loan"], inputs["product_defaults"], date.fromisoformat(inputs["loan"]["submitted"]))
    found: list[str] = []
    for told, step in enumerate(inputs["steps"], start=1):
        if step["op"] not in STEPS:
            raise NotApplicable(f"step {step['op']}")
        story.hear(step)
        for snapshot in case["expected"]["snapshots"]:
            if snapshot["after_steps"] == told:
                found += compare(story, snapshot, within, told)
    return judged(found)


def compare(story: Story, snapshot: Mapping[str, Any], within: Any, told: int) -> list[str]:
    if snapshot["what"] == "schedule":
        return unlike(story.with_balances(), snapshot["rows"], within, f"schedule after {told}")
    expected = [row[:7] for row in snapshot["rows"] if row[1] in SHOWN]
    got = story.transactions()
    if len(got) == len(expected):
        expected = [theirs[: len(ours)] for ours, theirs in zip(got, expected, strict=True)]
    return unlike(got, expected, within, f"transactions after {told}")


def unlike(
    got: Sequence[Sequence[Any]], expected: Sequence[Sequence[Any]], within: Any, where: str
) -> list[str]:
    if len(got) != len(expected):
        return [f"{where}: {len(got)} rows, expected {len(expected)}"]
    return [
        f"{where}, row {n}: {[str(g) for g in ours]} expected {[str(e) for e in theirs]}"
        for n, (ours, theirs) in enumerate(zip(got, expected, strict=True), start=1)
        if not all(alike(g, e, within) for g, e in zip(ours, theirs, strict=True))
    ]


def alike(got: Any, expected: Any, within: Any) -> bool:
    if isinstance(expected, str) or expected is None or got is None:
        return got == expected
    return near(got, expected, within)


ADAPTERS: Mapping[str, Adapter] = {
    "allocation_lifecycle": lifecycle,
    "multi_tranche": lifecycle,
    "waiver": lifecycle,
    "reschedule": lifecycle,
    "early_or_late_payment_interest": lifecycle,
}
