"""A lake: what was read stays, what changed is read again, nothing is there twice."""

import io
import multiprocessing
import os
import shutil
import signal
from collections import Counter
from contextlib import closing

import fsspec
import pyarrow.parquet as pq
import pytest

from etl.engine.errors import InvalidData
from etl.pool import Order
from etl.scaling import lake as lakes
from etl.scaling import work
from etl.scaling.lake import Lake
from etl.scaling.listing import documents_in
from etl.scaling.place import Place
from etl.scaling.plan import CHUNK, Again, chunks_of, items_to_read
from etl.scaling.run import in_processes
from etl.scaling.task import read_report
from etl.scaling.work import Item
from tests.etl.scaling.conftest import REPORTS, text_of

pytestmark = pytest.mark.slow


def all_read(run, execute=None):
    return list(run.done(execute or in_processes(1)))


def figures_of(address) -> dict[str, list[tuple]]:
    """The figures that count, by report: its own, of the file that the manifest names."""
    lake, found = Lake.open(str(address)), {}
    for entry in lake.entries().values():
        rows = pq.read_table(io.BytesIO(lake.place.read(entry.file))).to_pylist()
        found[entry.report_id] = [
            (row["printed"], row["value"], row["sentence"])
            for row in rows
            if row["report_id"] == entry.report_id
        ]
    return found


def test_every_figure_is_there_with_its_sentence(ready, tmp_path):
    done = all_read(ready())
    found = figures_of(tmp_path / "lake")
    assert sum(each.documents for each in done) == len(found) == REPORTS
    printed = {text: sentence for text, _, sentence in found["r03"]}
    assert printed["103家次"].startswith("全市共检查企业103家次")
    assert sum(map(len, found.values())) == sum(each.figures for each in done)


def test_nothing_is_read_twice(ready):
    all_read(ready())
    again = ready()
    assert again.found == REPORTS and not again.items


def test_a_changed_document_alone_is_read_again_and_counts(ready, folder, tmp_path):
    all_read(ready())
    (folder / "r03.txt").write_text(text_of(900), encoding="utf-8")
    run = ready()
    assert [item.name for item in run.items] == ["r03.txt"]
    all_read(run)
    found = figures_of(tmp_path / "lake")
    assert len(found) == REPORTS
    assert "1000家次" in [printed for printed, *_ in found["r03"]]


def test_a_document_that_was_only_touched_is_not_extracted_again(ready, folder, tmp_path):
    all_read(ready())
    before = figures_of(tmp_path / "lake")
    os.utime(folder / "r03.txt", ns=(1, 1))
    (done,) = all_read(ready())
    assert (done.documents, done.unchanged, done.figures) == (1, 1, 0)
    assert figures_of(tmp_path / "lake") == before
    assert not ready().items


def test_one_province_or_year_or_report_is_replaced_without_the_others(ready, tmp_path):
    contexts = {f"r{n:02}": {"adcode": f"{50 + n % 2}0100", "year": 2023 + n % 3} for n in range(REPORTS)}
    all_read(ready(contexts=contexts))
    lake = tmp_path / "lake"
    assert {path.name for path in lake.glob("figures/*")} == {"province=50", "province=51"}
    shutil.rmtree(lake / "figures" / "province=50")
    assert {item.name for item in ready(contexts=contexts).items} == {f"r{n:02}.txt" for n in range(0, 12, 2)}
    all_read(ready(contexts=contexts))
    wanted = ("province=51", "year=2023", "report=r03", "agency=云岭市应急管理局", "unread")
    asked = {which: len(ready(contexts=contexts, again=[which]).items) for which in wanted}
    assert asked == {
        "province=51": 6,
        "year=2023": 4,
        "report=r03": 1,
        "agency=云岭市应急管理局": 12,
        "unread": 0,
    }
    assert len(figures_of(lake)) == REPORTS


def test_other_rules_or_other_entries_read_again(ready):
    all_read(ready())
    run = ready(contexts={"r01": {"year": 2023}})
    assert [item.name for item in run.items] == ["r01.txt"]
    found, _ = documents_in(run.documents)
    holds = run.lake.entries(), run.lake.figure_files()
    by_today = next(iter(holds[0].values())).engine
    assert not list(items_to_read(found, *holds, by_today, {}, Again()))
    assert len(list(items_to_read(found, *holds, "other rules", {}, Again()))) == REPORTS


def test_work_that_is_done_twice_is_there_once(ready, tmp_path):
    first, second = ready(), ready()  # two clients that do not know of each other
    all_read(first)
    all_read(second)
    found = figures_of(tmp_path / "lake")
    assert len(found) == REPORTS
    assert max(Counter(printed for printed, *_ in found["r03"]).values()) == 1


def test_a_chunk_whose_manifest_was_not_written_counts_for_nothing(ready, tmp_path, monkeypatch):
    run, written = ready(), Place.write

    def killed_before_the_manifest(place, name, content):
        if name.startswith("manifest/"):
            raise KeyboardInterrupt
        written(place, name, content)

    monkeypatch.setattr(Place, "write", killed_before_the_manifest)
    with pytest.raises(KeyboardInterrupt):
        all_read(run)
    monkeypatch.undo()
    assert list((tmp_path / "lake").glob("figures/*/*/*.parquet"))
    assert not run.lake.entries()
    assert len(ready().items) == REPORTS


def test_what_was_committed_of_a_chunk_is_not_read_again(ready, tmp_path, monkeypatch):
    """A worker that dies in the middle of a chunk loses what it had read since it last committed."""
    run = ready()
    job = work.Job.of(run.documents, run.lake, 1, run.engine)
    monkeypatch.setattr(work, "CHECKPOINT", 0)
    with closing(job.crew()) as crew:
        work.write_chunk(job, run.items, DiesAfter(crew, 5))
        assert len(run.lake.entries()) == 5
        again = DiesAfter(crew, REPORTS)
        done = work.write_chunk(job, run.items, again)
    assert len(again.read) == REPORTS - 5
    found = figures_of(tmp_path / "lake")
    assert len(found) == done.documents == REPORTS
    assert done.figures == sum(map(len, found.values()))


class DiesAfter:
    """A crew of which no more is heard after some documents."""

    def __init__(self, crew, documents: int) -> None:
        self.crew, self.documents, self.read = crew, documents, []

    def each(self, orders):
        for order, outcome in self.crew.each(orders):
            if len(self.read) == self.documents:
                return
            self.read.append(order.path)
            yield order, outcome


def test_chunks_get_smaller_towards_the_end():
    items = [Item(f"{n}.txt", "", 1000, "", {}, "") for n in range(2000)]
    sizes = [len(chunk) for chunk in chunks_of(items)]
    assert sum(sizes) == len(items)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == CHUNK and max(sizes[-3:]) <= 4
    heavy = [Item("a.pdf", "", 30 * 2**20, "", {}, ""), Item("b.pdf", "", 30 * 2**20, "", {}, "")]
    assert [len(chunk) for chunk in chunks_of(heavy)] == [1, 1]


@pytest.mark.parametrize("jobs", [1, 3])
def test_as_many_processes_as_asked_for_read_the_same(ready, tmp_path, jobs):
    done = all_read(ready(out=tmp_path / "several"), in_processes(jobs))
    assert sum(each.documents for each in done) == REPORTS
    all_read(ready())
    assert figures_of(tmp_path / "several") == figures_of(tmp_path / "lake")


def test_work_that_is_given_up_leaves_no_process(ready):
    results = ready().done(in_processes(2))
    next(results)
    results.close()
    assert not [child for child in multiprocessing.active_children() if child.is_alive()]


def dies_of_one(engine, order: Order):
    if order.path.endswith("r04.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_report(engine, order)


def test_a_document_that_kills_its_process_is_set_aside_with_the_reason(ready, monkeypatch, folder):
    monkeypatch.setattr(work, "read_report", dies_of_one)
    (folder / "r05.txt").write_bytes(b"")
    done = all_read(ready())
    lines = [line for each in done for line in each.aside]
    assert len(lines) == 2
    assert any("r04.txt：读取它的进程被终止" in line for line in lines)
    assert any("r05.txt：文件是空的" in line for line in lines)
    assert {name for name, entry in ready().lake.entries().items() if entry.trouble} == {"r04.txt", "r05.txt"}


def test_stores_that_fsspec_knows(folder, ready):
    store = fsspec.filesystem("memory")
    store.put(str(folder), "/reports", recursive=True)
    all_read(ready(documents="memory://reports", out="memory://lake"))
    assert len(figures_of("memory://lake")) == REPORTS
    store.pipe_file("/reports/r03.txt", text_of(7).encode())
    assert [item.name for item in ready(documents="memory://reports", out="memory://lake").items] == [
        "r03.txt"
    ]
    store.rm("/lake", recursive=True)


def test_of_a_fetched_folder_the_newest_versions_are_read(folder, ready):
    (folder / "r03~2.txt").write_text(text_of(77), encoding="utf-8")
    for name in ("r03", "r03~2"):
        (folder / f"{name}.json").write_text('{"asked": "https://example.gov.cn/r03", "text": 900}')
    run = ready()
    assert [item.name for item in run.items if item.name.startswith("r03")] == ["r03~2.txt"]
    all_read(run)
    (row,) = [row for table in run.lake.manifests() for row in table.to_pylist() if row["report_id"] == "r03"]
    assert row["url"] == "https://example.gov.cn/r03"


def test_names_that_two_reports_would_have(folder, ready):
    (folder / "later").mkdir()
    (folder / "later" / "r03.txt").write_text(text_of(5), encoding="utf-8")
    (folder / "later" / "云岭.txt").write_text(text_of(6), encoding="utf-8")
    names = {item.name: item.known["report_id"] for item in ready().items}
    assert len(set(names.values())) == REPORTS + 2
    assert all(name.isascii() for name in names.values())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"lake": "0", "id": "x"}', "版本是 0"),
        (b"{", "已损坏"),
        (None, "不是数据湖"),
    ],
)
def test_what_is_no_lake_of_this_program_is_refused(tmp_path, content, said):
    if content:
        (tmp_path / lakes.MARKER).write_bytes(content)
    with pytest.raises(InvalidData, match=said):
        Lake.open(str(tmp_path))


def test_a_folder_with_other_files_becomes_no_lake(folder):
    with pytest.raises(InvalidData, match="已有别的文件"):
        Lake.open(str(folder), create=True)


def test_addresses_without_driver_are_refused():
    with pytest.raises(InvalidData, match="没有 gs:// 的驱动"):
        Lake.open("gs://bucket/lake")
    with pytest.raises(InvalidData, match="不认识 nonsense://"):
        Lake.open("nonsense://bucket/lake")


def test_only_what_can_be_asked_for_again():
    with pytest.raises(InvalidData, match="--again city=x"):
        Again.of(["city=x"])
    assert not list(items_to_read([], {}, set(), "", {}, Again()))
