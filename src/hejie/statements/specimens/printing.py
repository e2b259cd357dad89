"""Prints movements in the exact formats of the wallets: what a real export would hold, byte for byte in shape.

Alipay app: GB18030, a preamble with true totals, a tab after each number, a comma at the end of each line.
WeChat until 2025: UTF-8, "¥28.16". WeChat now: a workbook with numeric amounts.
"""

import importlib
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from hejie.statements.rows import Direction
from hejie.statements.specimens.households import Household, Movement, covered, movements

_SHEET_COLUMNS: Final = 11
_ALIPAY_WAYS: Final[dict[Direction, str]] = {"in": "收入", "out": "支出", "neutral": "不计收支"}
_WECHAT_WAYS: Final[dict[Direction, str]] = {"in": "收入", "out": "支出", "neutral": "/"}
_ALIPAY_HEADER: Final = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
_WECHAT_HEADER: Final = (
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
)
_WECHAT_REMARKS: Final = (
    "注：",
    "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
    "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
    "3. 本明细仅供个人对账使用",
)
_WECHAT_ZONE_REMARK: Final = "4. 本账单中所有时间均为UTC+08:00时间"
_EXPORTED_AT: Final = time(9, 0)


def alipay(household: Household, *, until: date, months: int = 6, seed: int = 1) -> bytes:
    """A statement as the Alipay app exports it (2026 shape)."""
    made = movements(household, wallet="alipay", months=months, until=until, seed=seed)
    lines = [
        "-" * 84,
        "导出信息：",
        f"姓名：{household.holder}",
        f"支付宝账户：{household.account}",
        _span(months, until, between="    "),
        "导出交易类型：[全部]",
        f"导出时间：[{_exported(until)}]",
        f"共{len(made)}笔记录",
        *(f"{word}：{_total(made, way)}" for way, word in _ALIPAY_WAYS.items()),
        "",
        "特别提示：",
        "1.本明细仅供个人对账使用。",
        "",
        "------------------------支付宝支付科技有限公司  电子客户回单------------------------",
        _ALIPAY_HEADER,
        *map(_alipay_line, made),
    ]
    return "".join(f"{line}\n" for line in lines).encode("gb18030")


def _alipay_line(each: Movement) -> str:
    way = _ALIPAY_WAYS[each.way]
    amount = _yuan(each.amount_minor)
    return (
        f"{each.at},{each.type},{each.who},/,{each.goods},{way},{amount},{each.method},{each.state},"
        f"{each.number}\t,{each.merchant_number}\t,{each.note},"
    )


def wechat_csv(household: Household, *, until: date, months: int = 6, seed: int = 1) -> bytes:
    """A statement as WeChat exported it until 2024/25."""
    made = movements(household, wallet="wechat", months=months, until=until, seed=seed)
    preamble = _wechat_preamble(household, made, months, until, _WECHAT_REMARKS)
    padded = [line + "," * (_SHEET_COLUMNS - 1) for line in preamble]
    return "".join(f"{line}\n" for line in (*padded, _WECHAT_HEADER, *map(_wechat_line, made))).encode()


def _wechat_line(each: Movement) -> str:
    return (
        f'{each.at},{each.type},{each.who},"{each.goods}",{_WECHAT_WAYS[each.way]},¥{_yuan(each.amount_minor)},'
        f'{each.method},{each.state},{each.number}\t,{each.merchant_number}\t,"{each.note or "/"}"'
    )


def wechat_xlsx(household: Household, *, until: date, months: int = 6, seed: int = 1) -> bytes:
    """A statement as WeChat exports it now. Needs the extra `evidence`."""
    made = movements(household, wallet="wechat", months=months, until=until, seed=seed)
    remarks = (*_WECHAT_REMARKS, _WECHAT_ZONE_REMARK)
    openpyxl = importlib.import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for line in _wechat_preamble(household, made, months, until, remarks):
        sheet.append([line or None])
    sheet.append(_WECHAT_HEADER.split(","))
    for each in made:
        sheet.append(_wechat_cells(each))
    return _steady(book, until)


def _wechat_cells(each: Movement) -> list[str | float]:
    return [
        str(each.at),
        each.type,
        each.who,
        each.goods,
        _WECHAT_WAYS[each.way],
        each.amount_minor / 100,  # the workbook's own number type; the reader makes it exact again
        each.method,
        each.state,
        f"{each.number}\t",
        f"{each.merchant_number}\t",
        each.note or "/",
    ]


def _wechat_preamble(
    household: Household, made: Sequence[Movement], months: int, until: date, remarks: Sequence[str]
) -> list[str]:
    return [
        "微信支付账单明细",
        f"微信昵称：[{household.nickname}]",
        _span(months, until, between=" "),
        "导出类型：[全部]",
        f"导出时间：[{_exported(until)}]",
        "",
        f"共{len(made)}笔记录",
        f"收入：{_total(made, 'in')}",
        f"支出：{_total(made, 'out')}",
        f"中性交易：{_total(made, 'neutral')}",
        *remarks,
        "",
        "----------------------微信支付账单明细列表--------------------",
    ]


def _span(months: int, until: date, *, between: str) -> str:
    whole = covered(months=months, until=until)
    last = (whole[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return f"起始时间：[{whole[0]} 00:00:00]{between}终止时间：[{last} 23:59:59]"


def _exported(until: date) -> datetime:
    return datetime.combine(until + timedelta(days=1), _EXPORTED_AT)


def _total(made: Sequence[Movement], way: Direction) -> str:
    amounts = [each.amount_minor for each in made if each.way == way]
    return f"{len(amounts)}笔 {_yuan(sum(amounts))}元"


def _yuan(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def _steady(book: Any, until: date) -> bytes:
    """The workbook without the time of its making, so that equal arguments give equal bytes."""
    fresh = io.BytesIO()
    book.save(fresh)
    steady = io.BytesIO()
    stamp = f"{until}T00:00:00Z".encode()
    with zipfile.ZipFile(fresh) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = re.sub(rb"(<dcterms:\w+ [^>]*>)[^<]*", rb"\g<1>" + stamp, source.read(entry))
            target.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def locked(data: bytes, *, name: str, password: str) -> bytes:
    """`data` as the only file `name` in an AES-encrypted ZIP, as wallets send it. The salt differs each time."""
    pyzipper = importlib.import_module("pyzipper")
    archive = io.BytesIO()
    with pyzipper.AESZipFile(
        archive, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as file:
        file.setpassword(password.encode())
        file.writestr(name, data)
    return archive.getvalue()
