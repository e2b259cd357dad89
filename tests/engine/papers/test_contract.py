"""A contract becomes suggestions with their places, and its X-ray says what it costs beside what it says."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.statements import pdfs

from hejie import papers, rules, texts
from hejie.papers import Asked, values

TEXT = """借款合同
合同编号：HJ-2026-0001    签订日期：2026年1月10日
贷款人：某某小额贷款有限公司    统一社会信用代码：91330100MA2XXXXX1A
第一条 借款金额：人民币50,000元（大写：伍万元整），放款时一次性扣除服务费1,500元。
第二条 年利率（单利）：18%，按日计息时日利率0.05%。
第三条 借款期限：12个月，借款起始日：2026年1月15日，到期日：2027年1月15日。
还款方式：等额本息，共12期，每期另付咨询费50元。
第四条 逾期的，罚息利率在借款年利率基础上上浮50%，并同时收取违约金。
第五条 提前还款的，应支付剩余本金2%的违约金。贷款人有权宣布全部借款立即到期。
第六条 借款人同意贷款人联系其紧急联系人告知欠款。争议由贷款人所在地人民法院管辖。
"""


def suggested(contract: papers.Contract) -> dict[str, str]:
    return {each.field: best.value for each in contract.suggestions if (best := contract.best(each.field))}


def test_every_value_of_a_contract_is_suggested() -> None:
    assert suggested(papers.contract(TEXT.encode())) == {
        "principal": "50000.00",
        "annual_rate": "9/50",
        "daily_rate": "1/2000",
        "months": "12",
        "instalments": "12",
        "method": "equal_instalment",
        "start": "2026-01-15",
        "end": "2027-01-15",
        "signed_on": "2026-01-10",
        "penalty_uplift": "1/2",
        "upfront_fee": "1500.00",
        "monthly_fee": "50.00",
        "lender": "某某小额贷款有限公司",
        "lender_code": "91330100MA2XXXXX1A",
        "contract_no": "HJ-2026-0001",
    }


def test_what_a_late_rate_is_raised_by_is_no_second_rate_of_the_loan() -> None:
    found = [each.value for each in papers.contract(TEXT.encode()).suggestions if each.field == "annual_rate"]
    assert found == ["9/50"]
    two = papers.contract("年利率：18%。另有约定的，年利率为24%。".encode())
    assert sorted(each.value for each in two.suggestions) == ["6/25", "9/50"]


def test_figures_and_capital_words_that_agree_are_surer_and_that_differ_are_unsure() -> None:
    agreed = papers.contract(TEXT.encode()).best("principal")
    differ = papers.contract(TEXT.replace("伍万", "陆万").encode())
    assert agreed is not None
    assert agreed.score > 90
    found = {each.value: each.score for each in differ.suggestions if each.field == "principal"}
    assert set(found) == {"50000.00", "60000.00"}
    assert max(found.values()) < 70


def test_a_suggestion_of_a_pdf_stands_at_its_place_on_the_page() -> None:
    lines = [(40.0, 30.0 * k, line) for k, line in enumerate(TEXT.splitlines())]
    contract = papers.contract(pdfs.placed(lines))
    assert (contract.faults, contract.pages) == ((), 1)
    assert suggested(contract)["principal"] == "50000.00"
    best = contract.best("annual_rate")
    assert best is not None
    (box, *_) = best.boxes
    assert box.page == 1
    assert 30 + 30 * 4 - 10 < box.top < 30 + 30 * 4 + 20  # the fifth line, below a margin of 30 points
    assert "年利率" in best.quote


def test_a_value_broken_over_two_lines_is_one() -> None:
    contract = papers.contract(pdfs.placed([(40, 0, "借款金额：人民币50,"), (40, 20, "000元，年利率：18%")]))
    best = contract.best("principal")
    assert best is not None
    assert best.value == "50000.00"
    assert len(best.boxes) == 2


def test_clauses_that_deserve_a_question_are_named_once_with_their_words() -> None:
    asked = {clause.code: clause.quote for clause in papers.contract(TEXT.encode()).clauses}
    assert set(asked) == {
        "contract_ask_deducted",
        "contract_ask_service_fee",
        "contract_ask_early_fee",
        "contract_ask_acceleration",
        "contract_ask_contacts",
        "contract_ask_court",
        "contract_ask_stacked_penalty",
    }
    assert "违约金" in asked["contract_ask_early_fee"]
    plain = "借款金额：50,000元，年利率：6%，借款期限：12个月。"
    assert papers.contract(plain.encode()).clauses == ()


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("伍万元整", 5000000),
        ("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", 12345678),
        ("拾万元", 10000000),
        ("贰仟零伍元伍分", 200505),
        ("壹亿元整", 10**10),
        ("伍万", None),
        ("人民币元", None),
    ],
)
def test_amounts_in_capital_words_are_read(words: str, minor: int | None) -> None:
    assert values.in_words(words) == minor


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(9), b"%PDF-1.4 x", b"\xff\xfe\x00"])
def test_what_is_no_contract_is_told(data: bytes) -> None:
    contract = papers.contract(data)
    assert contract.suggestions == ()
    assert contract.faults


@given(st.text(max_size=200), st.integers(0, len(TEXT)))
def test_any_text_in_a_contract_breaks_nothing(junk: str, place: int) -> None:
    contract = papers.contract((TEXT[:place] + junk + TEXT[place:]).encode("utf-8", "ignore"))
    assert all(0 < each.score <= 97 for each in contract.suggestions)


# --- X-ray


def asked(**changed: object) -> Asked:
    usual: dict[str, object] = {
        "principal_minor": 1000000,
        "annual_rate": Fraction(12, 100),
        "months": 12,
        "start": date(2026, 1, 15),
    }
    return Asked(**(usual | changed))  # type: ignore[arg-type]  # tests pass any field


def test_a_fee_kept_back_at_payout_nearly_doubles_the_rate() -> None:
    seen = papers.xray(asked(upfront_fee_minor=50000))
    assert seen.true_rate_nominal == pytest.approx(0.2186, abs=0.0001)
    assert seen.true_rate_effective == pytest.approx(0.2418, abs=0.0001)
    assert (seen.received_minor, seen.fees_minor, seen.cost_minor) == (950000, 50000, 116186)
    assert [each.code for each in seen.questions][:2] == [
        "contract_costs_more_than_stated",
        "contract_paid_out_less",
    ]


def test_a_loan_without_fees_costs_what_it_says() -> None:
    seen = papers.xray(asked(lender_type="bank"))
    assert seen.true_rate_nominal == pytest.approx(0.12, abs=1e-5)
    assert seen.questions == ()


def test_a_monthly_fee_is_part_of_the_cost() -> None:
    seen = papers.xray(asked(monthly_fee_minor=5000, lender_type="bank"))
    assert seen.fees_minor == 60000
    assert seen.true_rate_nominal is not None
    assert seen.true_rate_nominal > 0.22


@pytest.mark.parametrize("method", ["equal_principal", "interest_only", "bullet", "flat_rate"])
def test_every_method_has_its_cost(method: str) -> None:
    seen = papers.xray(asked(method=method, lender_type="bank"))
    assert seen.true_rate_effective is not None
    assert seen.true_rate_effective >= 0.1199


def test_the_cap_of_the_lender_is_asked_and_an_unknown_lender_is_never_fine() -> None:
    pack, on = rules.load_pack("cn"), date(2026, 1, 15)
    dear = papers.xray(asked(annual_rate=Fraction(36, 100), lender_type="private"), pack=pack, on=on)
    assert "block" in {finding.verdict for finding in dear.findings}
    cheap = papers.xray(asked(annual_rate=Fraction(6, 100), lender_type="bank"), pack=pack, on=on)
    assert {finding.verdict for finding in cheap.findings} == {"pass"}
    unknown = papers.xray(asked(), pack=pack, on=on)
    assert (unknown.findings, [each.code for each in unknown.questions]) == ((), ["contract_lender_unknown"])


def test_terms_that_cannot_be_are_refused() -> None:
    with pytest.raises(texts.Faulty):
        papers.xray(asked(principal_minor=-1))
    with pytest.raises(texts.Faulty):
        papers.xray(asked(upfront_fee_minor=1000000))
