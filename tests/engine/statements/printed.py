"""Small statements made on the spot: lines of the Alipay app, and files of every kind from tables."""

import base64
import io
from collections.abc import Sequence
from datetime import date

from hejie import statements

HEADER = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
UNTIL = date(2026, 6, 30)


def line(**cells: str) -> str:
    """One line of the Alipay app; cells left out are ordinary."""
    usual = {
        "at": "2026-06-01 10:00:00",
        "type": "日用百货",
        "who": "邻里超市",
        "account": "/",
        "goods": "食品日用",
        "way": "支出",
        "amount": "12.50",
        "method": "余额宝",
        "state": "交易成功",
        "number": "20260601000001\t",
        "merchant": "M1\t",
        "note": "",
    }
    return ",".join((usual | cells).values()) + ","


def alipay_text(*lines: str) -> bytes:
    return "\n".join(["支付宝", HEADER, *lines, ""]).encode("gb18030")


def read(data: bytes, **more: object) -> statements.Reading:
    return statements.read(data, filename="bill", **more)  # type: ignore[arg-type]  # tests pass any option


Table = Sequence[Sequence[object]]


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def page(*tables: Table, above: str = "") -> bytes:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for table in tables for row in table)
    return f"<html><body><p>{above}</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>".encode()


def mail(content: bytes, subject: str = "bill") -> bytes:
    head = f"From: a@example.invalid\nSubject: =?utf-8?B?{base64.b64encode(subject.encode()).decode()}?=\nMIME-Version: 1.0\n"
    kind = 'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n'
    return (head + kind + base64.b64encode(content).decode() + "\n").encode()


def workbook(*rows: Sequence[object]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]  # a new workbook has a sheet
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
