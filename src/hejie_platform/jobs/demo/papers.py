"""Papers of the demo world: plain one-page PDF files that say what they are and that they are invented."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)

_PAGE = """
#set page(paper: "a5", margin: 2cm)
#set text(font: "Noto Sans SC", size: 12pt, lang: "zh")
#align(center)[#text(size: 18pt)[{title}]]
#v(1cm)
#table(columns: (1fr, 1fr), {rows})
#v(1cm)
#text(fill: gray)[演示材料，内容均为虚构。]
"""

# kind of paper -> title and rows
_TEXTS = {
    "income_statement": (
        "工资证明",
        (("所属期间", "最近六个月"), ("变更前月工资", "11,300.00 元"), ("现月工资", "8,200.00 元")),
    ),
    "dismissal_or_registration": ("解除劳动合同证明", (("岗位", "仓库管理员"), ("原因", "单位裁员"))),
    "medical_record": ("门诊病历", (("科室", "骨科"), ("建议", "休息三个月"))),
    "medical_bill": ("医疗费用清单", (("合计", "23,480.00 元"), ("个人支付", "11,260.00 元"))),
    "sales_statement": ("经营流水汇总", (("上半年营业额", "412,000.00 元"), ("去年同期", "655,000.00 元"))),
    "disaster_certificate": ("受灾证明", (("时间", "今年夏季"), ("情况", "暴雨积水，停业两个月"))),
    "family_document": ("家庭情况说明", (("事项", "父亲住院，需要照护"),)),
    "contract": (
        "借款合同摘要",
        (("借款本金", "60,000.00 元"), ("年利率", "14.4%"), ("还款方式", "等额本息")),
    ),
    "repayment_record": ("转账凭证", (("收款方", "贷款机构"), ("状态", "转账成功"))),
    "credit_report": ("个人信用报告摘要", (("未结清贷款", "5 笔"),)),
}


@lru_cache(maxsize=16)
def paper(kind: str) -> bytes:
    """The PDF of one kind of paper."""
    title, rows = _TEXTS[kind]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    source = _PAGE.replace("{title}", title).replace("{rows}", cells)
    compiled: Any = typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True)  # type: ignore[misc]  # its stub leaves the input open
    return bytes(compiled)
