"""`hejie portfolio`: the same bytes with any number of processes, and a run that was stopped goes on."""

import errno
import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from hejie.cli import main, parquet
from hejie.cli import portfolio as verb

pq = pytest.importorskip("pyarrow.parquet", reason="the extra batch is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra batch is not installed")

FEW = ("--paths", "20", "--options", "12")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parquet, "ROWS", 8)
    rng, n = np.random.default_rng(1), 30
    income = rng.integers(300_000, 1_500_000, n)
    spare = (income * rng.uniform(-0.05, 0.4, n)).astype(np.int64)
    columns = {
        "principal_minor": np.abs(spare) * rng.integers(3, 50, n) + 1,
        "charges_minor": rng.integers(0, 50_000, n),
        "penalties_minor": rng.integers(0, 50_000, n),
        "income_minor": income,
        "living_minor": income - spare,
        "buffer_minor": rng.integers(0, 500_000, n),
    }
    gaps = {name: pa.array([*one.tolist()[:-1], None]) for name, one in columns.items()}
    file = tmp_path / "in.parquet"
    pq.write_table(pa.table({"id": [f"case {k}" for k in range(n)], **gaps}), file)
    return file


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_row_is_answered_in_its_place(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.parquet"
    assert main(["portfolio", str(told), str(out), *FEW, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    table = pq.read_table(out)
    assert table.column("id").to_pylist() == [f"case {k}" for k in range(30)]
    assert said["rows"] == 30 == said["plan"] + said["no_plan"] + said["not_answered"]
    assert said["plan"] > 0
    assert said["no_plan"] > 0
    assert table.column("reason").to_pylist()[-1] == "plan_amount_outside"
    assert not (tmp_path / "out.parquet.parts").exists()


def test_any_number_of_processes_gives_the_same_bytes(told: Path, tmp_path: Path) -> None:
    outs = [tmp_path / f"{n}.parquet" for n in (1, 2)]
    for processes, out in enumerate(outs, start=1):
        assert main(["portfolio", str(told), str(out), *FEW, "--processes", str(processes)]) == 0
    assert digest(outs[0]) == digest(outs[1])


def test_a_run_that_was_stopped_goes_on_where_it_was(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    assert main(["portfolio", str(told), str(whole), *FEW]) == 0
    kept = parquet.Parts.keep

    def stopped(self: parquet.Parts, number: int, *more: object) -> None:
        if number == 2:
            (self.folder / "00000002.unfinished").write_bytes(b"half of a part")
            raise KeyboardInterrupt
        kept(self, number, *more)

    monkeypatch.setattr(parquet.Parts, "keep", stopped)
    assert main(["portfolio", str(told), str(out), *FEW]) == 130
    assert not out.exists()
    written = []
    monkeypatch.setattr(
        parquet.Parts, "keep", lambda self, n, *more: (written.append(n), kept(self, n, *more))
    )
    assert main(["portfolio", str(told), str(out), *FEW]) == 0
    assert written == [2, 3]
    assert digest(out) == digest(whole)


def test_parts_of_another_run_are_not_taken(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.parquet"
    parquet.Parts(str(out), "another run")
    assert main(["portfolio", str(told), str(out), *FEW]) == 1
    assert "another input" in capsys.readouterr().err


def test_a_file_that_is_none_and_columns_that_are_missing_are_said(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out.parquet")
    assert main(["portfolio", str(tmp_path / "no.parquet"), out]) == 1
    text = tmp_path / "text.parquet"
    text.write_text("no Parquet", encoding="utf-8")
    assert main(["portfolio", str(text), out]) == 1
    pq.write_table(pq.read_table(told).drop_columns(["income_minor", "id"]), text)
    assert main(["portfolio", str(text), out]) == 1
    assert "income_minor" in capsys.readouterr().err
    words = pq.read_table(told).set_column(1, "principal_minor", pa.array(["much"] * 30))
    pq.write_table(words, text)
    assert main(["portfolio", str(text), out, *FEW]) == 1
    assert "whole minor units" in capsys.readouterr().err


def test_columns_of_another_kind_are_refused_before_anything_is_begun(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, wrong, out = pq.read_table(told), tmp_path / "wrong.parquet", tmp_path / "out.parquet"
    kinds = ([1.5] * 30, [float("nan")] * 30, [True] * 30, ["1"] * 30, [[1]] * 30)
    for name, values in (
        *(("income_minor", one) for one in kinds),
        ("id", [[1]] * 30),
        ("id", [b"\xff"] * 30),
    ):
        place = table.column_names.index(name)
        pq.write_table(table.set_column(place, name, pa.array(values)), wrong)
        assert main(["portfolio", str(wrong), str(out), *FEW]) == 1
        assert f"The column “{name}” should hold" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir() if "out" in one.name] == []
    large = pa.array([2**64 - 1] * 29 + [None], pa.uint64())
    pq.write_table(table.set_column(table.column_names.index("income_minor"), "income_minor", large), wrong)
    assert main(["portfolio", str(wrong), str(out), *FEW, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_answered"] == 30


def test_a_result_never_takes_the_place_of_its_input_of_a_folder_or_of_a_device(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, link, folder, pipe = (
        told.read_bytes(),
        tmp_path / "link.parquet",
        tmp_path / "folder",
        tmp_path / "pipe",
    )
    link.symlink_to(told)
    folder.mkdir()
    os.mkfifo(pipe)
    for place, said in (
        (told, "would be written over"),
        (link, "would be written over"),
        (folder, "cannot be written"),
        (pipe, "cannot be written"),
    ):
        assert main(["portfolio", str(told), str(place), *FEW]) == 1
        assert said in capsys.readouterr().err
    assert told.read_bytes() == before
    assert pipe.is_fifo()
    assert not any(one.name.endswith(".parts") for one in tmp_path.iterdir())
    assert main(["portfolio", str(folder), str(tmp_path / "out.parquet"), *FEW]) == 1
    assert "“" + str(folder) + "” cannot be read" in capsys.readouterr().err


def test_a_full_disk_is_said_of_the_result_and_what_was_done_is_not_done_again(
    told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, right, asked = tmp_path / "out.parquet", pq.write_table, []

    def write(table: object, place: Path) -> None:
        asked.append(place)
        if len(asked) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        right(table, place)

    monkeypatch.setattr(pq, "write_table", write)
    assert main(["portfolio", str(told), str(out), *FEW]) == 1
    assert f"“{out}” cannot be written" in capsys.readouterr().err
    assert not out.exists()
    assert main(["portfolio", str(told), str(out), *FEW]) == 0
    assert [one.name for one in asked[3:]] == [one.name for one in asked[2:3]] + ["00000003.unfinished"]
    assert pq.read_table(out).num_rows == 30


def test_a_file_without_rows_gives_a_result_without_rows(told: Path, tmp_path: Path) -> None:
    empty, out = tmp_path / "empty.parquet", tmp_path / "out.parquet"
    pq.write_table(pq.read_table(told).slice(0, 0), empty)
    assert main(["portfolio", str(empty), str(out), *FEW]) == 0
    assert pq.read_table(out).num_rows == 0
    assert set(verb.TYPES) - {"id"} <= set(pq.read_table(out).column_names)


def test_without_the_extra_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    assert main(["portfolio", str(tmp_path / "in"), str(tmp_path / "out")]) == 1
    assert "hejie[batch]" in capsys.readouterr().err
