"""What people upload, beside what it may cost: a hundred thousand wallet rows to a budget, a page of a bank's PDF.

Each runs in a process of its own, as the platform's reader does, so that its memory is its own. Processor seconds; the
memory is the most that the process ever held, the interpreter and its libraries included.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bench.rows import Judged, Line

ROWS: Final = 100_000
PAGES: Final = 20
ROWS_A_PAGE: Final = 40
SECONDS: Final = 3.0
MEGABYTES: Final = 300.0
PAGE_SECONDS: Final = 0.3

HEADER = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
SHOPS = (
    ("餐饮美食", "巷口面馆", "午餐", "支出"),
    ("日用百货", "邻里超市", "食品日用", "支出"),
    ("交通出行", "云水公交", "乘车码扣费", "支出"),
    ("收入", "支付宝商家服务", "收钱码经营收款-日结", "收入"),
    ("充值缴费", "云水供电局", "电费自动缴费", "支出"),
)


def wallet(rows: int) -> bytes:
    """A statement of so many rows, one every thirteen minutes."""
    lines = ["支付宝", "起始时间：[2023-01-01 00:00:00]    终止时间：[2025-12-31 23:59:59]", HEADER]
    begin = datetime(2023, 1, 1)
    for place in range(rows):
        kind, who, goods, way = SHOPS[place % len(SHOPS)]
        at = begin + timedelta(minutes=13 * place)
        lines.append(
            f"{at:%Y-%m-%d %H:%M:%S},{kind},{who}{place % 500},/,{goods},{way},{place % 9900 + 100}.25,余额宝,交易成功,"
            f"20260101220014{place:014d}\t,T200P{place:016d}\t,,"
        )
    return "\n".join(lines).encode("gb18030")


def statement(pages: int) -> bytes:
    """A bank's PDF without drawn lines, so many pages of forty rows."""
    import pylopdf_fonts_zh_cn
    import typst

    cells = "".join(
        f"[2026-0{page % 9 + 1}-{row % 28 + 1:02d}], [-{row}.50], [{page * 1000 + row}.00], [网上快捷支付], [支付宝-某店], "
        for page in range(pages)
        for row in range(ROWS_A_PAGE)
    )
    head = (
        '#set text(font: "Noto Sans SC", size: 8pt)\n#set page(width: 595pt, height: 842pt, margin: 30pt)\n'
    )
    body = "#table(columns: 5, stroke: none, row-gutter: 2pt, table.header([交易日期], [交易金额], [账户余额], [摘要], [对方户名]), "
    fonts = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    made = typst.compile((head + body + cells + ")").encode(), font_paths=fonts, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def to_a_budget(data: bytes) -> int:
    """Read, understand and measure one wallet statement; how many rows."""
    from hejie import budget, statements

    reading = statements.read(data, filename="")
    meanings = statements.understand(reading.rows).meanings
    budget.estimate(reading.rows, meanings=meanings, period=reading.period)
    return len(reading.rows)


def to_rows(data: bytes) -> int:
    from hejie import statements

    return len(statements.read(data, filename="").rows)


WORK: Final[dict[str, Callable[[bytes], int]]] = {"budget": to_a_budget, "rows": to_rows}


def alone(work: str, data: bytes) -> tuple[float, float, int]:
    """Processor seconds, megabytes and rows of one piece of work in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.papers", work],
        input=data, capture_output=True, check=True, cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    seconds, megabytes, rows = json.loads(done.stdout)
    return seconds, megabytes, rows


def reading() -> Iterator[Line]:
    """The figures that are promised of what people upload."""
    tries = [alone("budget", wallet(ROWS)) for _ in range(3)]
    assert {rows for _, _, rows in tries} == {ROWS}
    seconds, megabytes = min(each[0] for each in tries), max(each[1] for each in tries)
    yield Judged(f"{ROWS:,} wallet rows to a budget", seconds, "at most", SECONDS, " s")
    yield Judged("most memory on the way", megabytes, "at most", MEGABYTES, " MB")
    paper = statement(PAGES)
    seconds, _, rows = min(alone("rows", paper) for _ in range(3))
    assert rows == PAGES * ROWS_A_PAGE
    pages = max(1, paper.count(b"/Type/Page/") + paper.count(b"/Type /Page\n"), PAGES // 2)
    yield Judged("one page of a text PDF", seconds / pages, "at most", PAGE_SECONDS, " s")


def most_held() -> float:
    """The most megabytes that this process held since it began its own program.

    Linux hands `ru_maxrss` down from the process that started it: beside a parent of 500 MB a child that holds 9 MB is
    said to have held 500. `VmHWM` begins anew with the program.
    """
    import resource

    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ()
    held = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return int(held or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def main() -> None:
    data = sys.stdin.buffer.read()
    WORK[sys.argv[1]](
        wallet(200) if sys.argv[1] == "budget" else data
    )  # warmed up: tables of words are read once
    started = time.process_time()
    rows = WORK[sys.argv[1]](data)
    seconds = time.process_time() - started
    json.dump([seconds, most_held(), rows], sys.stdout)


if __name__ == "__main__":
    main()
