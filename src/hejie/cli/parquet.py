"""Parquet files, piece by piece, for `hejie portfolio`: pyarrow comes with the extra `batch`, and only here.

A result is written in parts beside it, each under another name until it is whole, so that a run that was killed goes on
where it stopped. When all parts are there they become one file, in order, and are removed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np

from hejie import texts

ROWS: Final = 1024
"""Rows of a part."""
LARGEST: Final = 2**63 - 1
"""No amount is as large: it stands for whatever is larger, and for a gap where numbers have no sign."""


def library() -> ModuleType:
    """pyarrow.parquet; raises Faulty where the extra is not installed."""
    try:
        import pyarrow.parquet as library
    except ImportError:
        raise texts.Faulty((texts.fault("plan_extra_missing", extra="batch"),)) from None
    return library  # type: ignore[no-any-return]  # pyarrow comes without types


def opened(name: str) -> Any:
    """A Parquet file to read; raises Faulty where it is not there or is none."""
    parquet = library()
    if not Path(name).exists():
        raise texts.Faulty((texts.fault("cli_file_missing", file=name),))
    try:
        return parquet.ParquetFile(name)
    except (OSError, ValueError):  # no permission, or no Parquet
        raise texts.Faulty((texts.fault("cli_file_not_readable", file=name),)) from None


def may_replace(result: str, cases: str) -> None:
    """Raises Faulty where a result would take the place of its input, of a folder or of a device."""
    place = Path(result)
    if place.exists() and place.samefile(cases):
        raise texts.Faulty((texts.fault("cli_file_same", file=result),))
    if place.exists() and not place.is_file():
        raise texts.Faulty((texts.fault("cli_file_not_writable", file=result),))


def kind(type_: Any) -> str:
    """What a column holds: "whole" numbers, "text", or "other"."""
    import pyarrow

    told = {"whole": pyarrow.types.is_integer(type_)}
    told["text"] = pyarrow.types.is_string(type_) or pyarrow.types.is_large_string(type_)
    return next((name for name, is_so in told.items() if is_so), "other")


def pieces(file: Any, columns: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The rows in pieces of ROWS, as columns; a gap is -1, which no amount is."""
    held: list[Any] = []
    for batch in file.iter_batches(batch_size=ROWS, columns=list(columns)):
        held.append(batch)
        while sum(len(one) for one in held) >= ROWS:
            yield _piece(held, ROWS)
    if held:
        yield _piece(held, ROWS)


def _piece(held: list[Any], rows: int) -> Mapping[str, Any]:
    """Takes the first `rows` rows out of what is held."""
    import pyarrow

    table = pyarrow.Table.from_batches(held)
    held[:] = table.slice(rows).to_batches() if len(table) > rows else []
    return {name: _column(table.column(name).slice(0, rows)) for name in table.column_names}


def _column(column: Any) -> Any:
    import pyarrow

    if not pyarrow.types.is_integer(column.type) or not len(column):
        return column.to_pylist()
    if pyarrow.types.is_unsigned_integer(column.type):
        return np.minimum(column.fill_null(LARGEST).to_numpy(), LARGEST).astype(np.int64)
    return column.fill_null(-1).to_numpy()


def digest(name: str, settings: Mapping[str, object]) -> str:
    """What a run answers: the bytes of its input and its settings."""
    found = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    with Path(name).open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


class Parts:
    """The parts of one result, in a folder beside it. Raises Faulty where the folder belongs to another run."""

    def __init__(self, result: str, run: str) -> None:
        self.folder = Path(f"{result}.parts")
        self.result = Path(result)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._claim(self.folder / "run", run)
        except OSError:
            raise texts.Faulty((texts.fault("cli_file_not_writable", file=result),)) from None

    def _claim(self, mark: Path, run: str) -> None:
        if mark.exists() and mark.read_text(encoding="utf-8") != run:
            raise texts.Faulty((texts.fault("plan_work_of_another_input", file=str(self.folder)),))
        mark.write_text(run, encoding="utf-8")

    def _place(self, number: int) -> Path:
        return self.folder / f"{number:08d}.parquet"

    def has(self, number: int) -> bool:
        """Whether a part is there, whole."""
        return self._place(number).exists()

    def keep(self, number: int, columns: Mapping[str, Any], types: Mapping[str, str]) -> None:
        """Write a part under another name, then give it its own."""
        import pyarrow

        schema = pyarrow.schema([(name, pyarrow.type_for_alias(types[name])) for name in columns])
        unfinished = self._place(number).with_suffix(".unfinished")
        with self._writing():
            library().write_table(pyarrow.table(dict(columns), schema=schema), unfinished)
            unfinished.replace(self._place(number))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A disk that is full is said of the result; the parts that are whole stay for the next run."""
        try:
            yield
        except OSError:
            fault = texts.fault("cli_file_not_writable", file=str(self.result))
            raise texts.Faulty((fault,)) from None

    def join(self, count: int) -> None:
        """All parts become the result, and are gone."""
        parquet, whole = library(), self.folder / "whole"
        schema = parquet.read_schema(self._place(0))
        with self._writing():
            with parquet.ParquetWriter(whole, schema) as writer:
                for number in range(count):
                    writer.write_table(parquet.read_table(self._place(number), schema=schema))
            whole.replace(self.result)
            for path in sorted(self.folder.iterdir()):
                path.unlink()
            self.folder.rmdir()
