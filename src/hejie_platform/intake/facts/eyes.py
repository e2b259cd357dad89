"""Pages of a paper as pictures, and the letters in them: what runs in the child process alone.

    for page in looked_through(data, order): ...     # how many pages, then a mapping for each (`page_of`)

A page is drawn at 200 dots an inch, or fewer where it would have more pixels than may be. A page that was photographed
sideways or upside down gives little that makes sense: it is turned and read again, and the best of four counts. The
library that finds letters comes with the extra `ocr`; its models lie inside it, and nothing is fetched.
"""

import base64
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

POINTS: Final = 72.0
DOTS: Final = 200.0
PIXELS: Final = 6_000_000
SHOWN_PIXELS: Final = 1_500_000
CLEAR: Final = 0.8  # below this a page is turned and read again
TURNS: Final = (180, 90, 270)
READER: Final = "hejie_platform.intake.facts.eyes:letters"

Order = Mapping[str, Any]
Runs = list[tuple[float, float, float, float, str, float, float]]
Reader = Callable[[Any], Runs]


def is_here() -> bool:
    """Whether this installation can read pictures."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def looked_through(data: bytes, order: Order) -> Iterator[dict[str, Any]]:
    """The letters of each page from `first` on, up to `most` pages of the file."""
    module, _, name = str(order.get("reader") or READER).partition(":")
    read: Reader = getattr(import_module(module), name)()
    book = _book(data)
    total = min(len(book), int(order["most"]))
    yield {"pages": total, "left_out": len(book) - total}
    for number in range(int(order["first"]), total + 1):
        picture, scale = book.picture(number, PIXELS)
        turn, runs = _best(read, picture)
        high, wide = picture.shape[:2] if turn in (0, 180) else picture.shape[1::-1]
        yield page_of(number, (wide / scale, high / scale), turn, runs, scale)


def page_of(number: int, size: tuple[float, float], turn: int, runs: Runs, scale: float) -> dict[str, Any]:
    """A page as whole numbers: places in hundredths of a point, scores in thousandths, tilts in ten-thousandths."""
    seen = [
        [
            *(round(value / scale * 100) for value in run[:4]),
            run[4],
            round(run[5] * 1000),
            round(run[6] * 10_000),
        ]
        for run in runs
    ]
    wide, high = (round(side * 100) for side in size)
    return {"page": number, "width": wide, "height": high, "turn": turn, "seen": seen}


def drawn(data: bytes, order: Order) -> dict[str, Any]:
    """One page as a PNG, turned as it was read; its size in points."""
    import numpy as np

    book = _book(data)
    number = int(order["page"])
    if not 1 <= number <= len(book):
        return {"png": "", "pages": len(book)}
    picture, scale = book.picture(number, SHOWN_PIXELS)
    picture = np.rot90(picture, int(order.get("turn", 0)) // 90)
    made = base64.b64encode(png(np.ascontiguousarray(picture))).decode()
    size = [picture.shape[1] / scale, picture.shape[0] / scale]
    return {"png": made, "pages": len(book), "size": size}


def sizes(data: bytes) -> list[list[int]]:
    """Width and height of each page of a PDF in hundredths of a point; nothing for anything else."""
    if not data.startswith(b"%PDF-"):
        return []
    import pypdfium2

    try:
        book = pypdfium2.PdfDocument(data)
        return [[round(side * 100) for side in page.get_size()] for page in book]
    except pypdfium2.PdfiumError:
        return []


def _best(read: Reader, picture: Any) -> tuple[int, Runs]:
    """The picture as it is, or turned if that reads better."""
    import numpy as np

    best = (0, read(picture))
    for turn in TURNS if _clarity(best[1]) < CLEAR else ():
        runs = read(np.ascontiguousarray(np.rot90(picture, turn // 90)))
        if _weight(runs) > _weight(best[1]):
            best = (turn, runs)
    return best


def _clarity(runs: Runs) -> float:
    letters = sum(len(run[4]) for run in runs)
    return sum(run[5] * len(run[4]) for run in runs if _lies(run)) / letters if letters else 0.0


def _weight(runs: Runs) -> float:
    """How much was read how surely: letters count by what is above an even chance."""
    return sum(max(0.0, run[5] - 0.5) * len(run[4]) for run in runs if _lies(run))


def _lies(run: tuple[float, float, float, float, str, float, float]) -> bool:
    """Whether its letters stand side by side. The library turns what stands upright by itself and reads it well, but its
    place on the page is then no line of it."""
    left, top, right, bottom, text, _, _ = run
    return len(text) == 1 or right - left >= bottom - top


def letters() -> Reader:
    """The reader of the extra: turned lines are not looked for, since a signature line would be read upside down."""
    from rapidocr import RapidOCR

    threads = {"intra_op_num_threads": 2, "inter_op_num_threads": 1}
    options = {f"EngineConfig.onnxruntime.{name}": count for name, count in threads.items()}
    engine = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical", **options})

    def read(picture: Any) -> Runs:
        found: Any = engine(
            picture, use_cls=False
        )  # what its steps give has other fields; all of them together have these
        if found.boxes is None or found.txts is None:
            return []
        return [_run(*one) for one in zip(found.boxes, found.txts, found.scores, strict=True)]

    return read


def _run(corners: Any, text: str, score: float) -> tuple[float, float, float, float, str, float, float]:
    """A run from its four corners, the first at the top left, in the direction of the clock."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in corners)
    tilt = (y1 - y0) / (x1 - x0) if x1 - x0 > 1 else 0.0
    return min(x0, x3), (y0 + y1) / 2, max(x1, x2), (y2 + y3) / 2, text, float(score), tilt


# --- pages


class _Pdf:
    """The pages of a PDF, drawn by pdfium."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._book = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._book)

    def picture(self, number: int, most: int) -> tuple[Any, float]:
        """The page as rows of RGB, and how many pixels a point has. Never more than `most` pixels."""
        page = self._book[number - 1]
        wide, high = (max(1.0, side) for side in page.get_size())
        # a side thinner than a pixel is drawn as one or two
        scale = min(DOTS / POINTS, (most / (wide * high)) ** 0.5, most / (2 * max(wide, high)))
        drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
        return drawn[:, :, :3], scale


class _Picture:
    """A photograph as a book of one page, held upright as its camera noted."""

    def __init__(self, data: bytes) -> None:
        from PIL import Image, ImageOps

        Image.MAX_IMAGE_PIXELS = None  # measured before, from the header
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if picture.format == "JPEG":
            picture.draft("RGB", (4000, 4000))  # decoded small at once
        self._picture = ImageOps.exif_transpose(picture).convert("RGB")

    def __len__(self) -> int:
        return 1

    def picture(self, number: int, most: int) -> tuple[Any, float]:
        import numpy as np

        wide, high = self._picture.size
        shrink = min(1.0, (most / (wide * high)) ** 0.5)
        small = self._picture.resize((max(1, int(wide * shrink)), max(1, int(high * shrink))))
        return np.asarray(small), DOTS / POINTS * shrink


def _book(data: bytes) -> Any:
    return _Pdf(data) if data.startswith(b"%PDF-") else _Picture(data)


def png(picture: Any) -> bytes:
    """Rows of RGB as a PNG. Written here because the library of pictures comes with the extra `ocr` alone."""
    high, wide = picture.shape[:2]
    rows = b"".join(b"\0" + picture[row].tobytes() for row in range(high))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )
