"""Small statements made on the spot, in the shape of the Alipay app."""

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
