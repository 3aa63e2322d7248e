"""From the ledger to the published file, and from the ledger to data/."""

import duckdb
import pytest

from etl.cli.verify import verify
from etl.ledger import open_ledger
from etl.ledger.decisions import accept_all, decide
from etl.ledger.errors import UnknownReport
from etl.ledger.items import Choice
from etl.ledger.reports import withdraw
from etl.ledger.review import open_review
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from etl.publishing.exporting import export_figures
from etl.publishing.publish import PublishedFolder, is_intact
from etl.publishing.versions import list_versions, prepare, publish, put_back
from tests.ledgers import TEXT, bring

pytestmark = pytest.mark.slow

NAME = "991200-rule_of_law-2024"


@pytest.fixture
def ledger(tmp_path):
    return open_ledger(str(tmp_path / "ledger.sqlite"))


def ask(version, sql):
    with duckdb.connect(str(version), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def published(folders, ledger, **options):
    return build(folders, ledger=ledger, **options)


def review_all(ledger, report):
    """Accept what can be accepted, reject the rest."""
    review = open_review(ledger, report)
    open_items = [item for item in review.items if item.status == "extracted"]
    labelled = [Choice("edit", i.key, {"label": i.fields["label"] or "所述"}) for i in open_items]
    decide(ledger, report, labelled, "甲", review.revision)


def test_unreviewed_reports_wait_unless_the_publisher_says_so(data_folder, ledger):
    bring(ledger)
    result = published(data_folder.folders, ledger)
    assert ask(result.version, "SELECT count(*) FROM report") == [(0,)]
    assert any("还没有人核对" in warning for warning in result.warnings)
    result = published(data_folder.folders, ledger, unreviewed=True)
    assert ask(result.version, "SELECT report_id, extent, has_document FROM report") == [(NAME, "full", True)]
    assert ask(result.version, "SELECT DISTINCT status FROM figure") == [("extracted",)]


def test_reviewed_figures_are_published_with_place_and_sentence_in_order(data_folder, ledger):
    report = bring(ledger).id
    review_all(ledger, report)
    version = published(data_folder.folders, ledger).version
    rows = ask(
        version,
        "SELECT printed, start_offset, sentence, status, agency, year FROM figure ORDER BY ordinal",
    )
    assert [row[0] for row in rows] == ["120家次", "7件", "3.5万元", "12场", "1.3万余份", "5期"]
    for printed, start, sentence, *others in rows:
        assert TEXT[start : start + len(printed)] == printed and printed in sentence
        assert others == ["reviewed", "云岭市应急管理局", 2024]
    assert ask(version, "SELECT extent FROM report") == [("full",)]


def test_of_a_half_reviewed_report_nothing_counts_as_not_disclosed(data_folder, ledger):
    report = bring(ledger).id
    review = open_review(ledger, report)
    key = next(i.key for i in review.items if i.fields["printed"] == "120家次")
    decide(ledger, report, [Choice("accept", key)], "甲", 0)
    version = published(data_folder.folders, ledger).version
    assert ask(version, "SELECT extent FROM report") == [("excerpt",)]
    assert ask(version, "SELECT printed FROM figure") == [("120家次",)]
    version = published(data_folder.folders, ledger, unreviewed=True).version
    assert ask(version, "SELECT extent FROM report") == [("full",)]
    assert ask(version, "SELECT status, count(*) FROM figure GROUP BY 1 ORDER BY 1") == [
        ("extracted", 5), ("reviewed", 1),
    ]  # fmt: skip


def test_rejected_and_withdrawn_are_not_published_and_an_older_version_steps_in(data_folder, ledger):
    old, new = bring(ledger).id, bring(ledger, TEXT.replace("120家次", "125家次")).id
    review_all(ledger, old)
    review_all(ledger, new)
    key = next(i.key for i in open_review(ledger, new).items if i.fields["printed"] == "5期")
    decide(ledger, new, [Choice("reject", key, reason="structure")], "甲", 99)
    version = published(data_folder.folders, ledger).version
    figures = {row[0] for row in ask(version, "SELECT printed FROM figure")}
    assert "125家次" in figures and "120家次" not in figures and "5期" not in figures
    withdraw(ledger, new, "甲", "误传", 99)
    version = published(data_folder.folders, ledger).version
    assert ("120家次",) in ask(version, "SELECT printed FROM figure")


def test_incomplete_reports_are_named_and_left_out(data_folder, ledger):
    bring(ledger, title="", agency="")
    result = published(data_folder.folders, ledger, unreviewed=True)
    assert ask(result.version, "SELECT count(*) FROM report") == [(0,)]
    assert any("信息还不完整" in warning for warning in result.warnings)


def test_the_same_ledger_makes_the_same_version_and_a_decision_a_new_one(data_folder, ledger):
    report = bring(ledger).id
    first = published(data_folder.folders, ledger, unreviewed=True)
    assert published(data_folder.folders, ledger, unreviewed=True).unchanged
    key = next(i.key for i in open_review(ledger, report).items if i.status == "extracted")
    accept_all(ledger, report, [key], "甲", 0)
    second = published(data_folder.folders, ledger, unreviewed=True)
    assert second.version != first.version
    assert ask(first.version, "SELECT figure_id FROM figure ORDER BY 1") == ask(
        second.version, "SELECT figure_id FROM figure ORDER BY 1"
    )


def test_figures_of_data_stand_until_the_ledgers_review_is_complete(data_folder, ledger):
    data_folder.add_report(NAME)
    data_folder.add_figures(NAME, {"printed": "99家次", "value": "99"})
    report = bring(ledger).id
    result = published(data_folder.folders, ledger, unreviewed=True)
    assert ask(result.version, "SELECT printed FROM figure") == [("99家次",)]
    assert any("仍发布 data/figures" in warning for warning in result.warnings)
    review_all(ledger, report)
    version = published(data_folder.folders, ledger).version
    assert ("99家次",) not in ask(version, "SELECT printed FROM figure")
    assert ask(version, "SELECT count(*) FROM report") == [(1,)]


def test_a_preview_tells_by_indicator_what_changes_and_changes_nothing(data_folder, ledger):
    data_folder.add_report("other-2023", year="2023", period_start="2023-01-01", period_end="2023-12-31")
    data_folder.add_figures(
        "other-2023",
        {"printed": "50家次", "value": "50"},
        {"printed": "60家次", "value": "60", "label": "复查"},
    )
    before = build(data_folder.folders).version
    data_folder.add_figures("other-2023", {"printed": "50家次", "value": "50", "sector": "矿山"})
    report = bring(ledger).id
    review_all(ledger, report)
    preview = prepare(data_folder.folders, ledger=ledger)
    by_indicator = {change.indicator: change for change in preview.changes}
    inspections = by_indicator["inspections"]
    # Without a place a figure is known by its content: 50家次 of a sector is another figure.
    assert (inspections.added, inspections.changed, inspections.removed) == (2, 0, 2)
    assert inspections.name_zh
    added = next(figure for figure in preview.figures if figure.printed == "120家次")
    assert (added.change, added.before, added.after["value"]) == ("added", {}, "120.000000")
    assert (preview.against, preview.unchanged) == (before.name, False)
    assert PublishedFolder(data_folder.folders.published).current() == before


def test_a_changed_figure_is_told_with_before_and_after(data_folder, ledger):
    report = bring(ledger).id
    published(data_folder.folders, ledger, unreviewed=True)
    item = next(i for i in open_review(ledger, report).items if i.fields["printed"] == "12场")
    decide(ledger, report, [Choice("edit", item.key, {"sector": "矿山"})], "甲", 0)
    preview = prepare(data_folder.folders, ledger=ledger, unreviewed=True)
    (figure,) = preview.figures
    assert (figure.change, figure.printed) == ("changed", "12场")
    assert figure.before == {"sector": "", "whole": "only", "status": "extracted"}
    assert figure.after == {"sector": "矿山", "whole": "", "status": "reviewed"}
    assert sum(change.changed for change in preview.changes) == 1


def test_exactly_what_was_previewed_is_published_even_if_someone_decides_meanwhile(data_folder, ledger):
    report = bring(ledger).id
    preview = prepare(data_folder.folders, ledger=ledger, unreviewed=True)
    review_all(ledger, report)
    version = publish(data_folder.folders, preview, "乙", "第一版")
    assert (version.who, version.title, version.in_service, version.intact) == ("乙", "第一版", True, True)
    path = PublishedFolder(data_folder.folders.published).current()
    assert path.name == version.name and is_intact(path)
    assert ask(path, "SELECT DISTINCT status FROM figure") == [("extracted",)]
    assert prepare(data_folder.folders, ledger=ledger).changes


def test_a_preview_that_is_overtaken_or_gone_is_not_published(data_folder, ledger):
    bring(ledger)
    build(data_folder.folders)
    preview = prepare(data_folder.folders, ledger=ledger, unreviewed=True)
    data_folder.add_report("x-2024")
    data_folder.add_figures("x-2024", {})
    build(data_folder.folders)
    with pytest.raises(PublishFailed, match="重新预览"):
        publish(data_folder.folders, preview, "乙")
    preview = prepare(data_folder.folders, ledger=ledger, unreviewed=True)
    preview.path.unlink()
    with pytest.raises(PublishFailed, match="重新预览"):
        publish(data_folder.folders, preview, "乙")


def test_every_version_is_kept_and_can_be_put_back_until_something_new_is_built(data_folder, ledger):
    versions = []
    for number in range(7):
        data_folder.add_report("r-2024")
        data_folder.add_figures("r-2024", {"printed": f"{number}家次", "value": str(number)})
        versions.append(build(data_folder.folders, who="甲", title=f"第{number}版").version)
    assert {v.name for v in list_versions(data_folder.folders)} == {v.name for v in versions}
    assert put_back(data_folder.folders, versions[2].name, "乙").in_service
    again = build(data_folder.folders)
    assert (again.unchanged, again.version) == (True, versions[2])
    assert "已被撤回" in again.warnings[-1]
    listed = {v.name: v for v in list_versions(data_folder.folders)}
    assert (listed[versions[2].name].who, listed[versions[2].name].title) == ("乙", "第2版")
    put_back(data_folder.folders, versions[6].name, "乙")
    data_folder.add_figures("r-2024", {"printed": "8家次", "value": "8"})
    assert build(data_folder.folders).version not in versions


def test_a_damaged_or_unknown_version_cannot_be_put_back(data_folder):
    data_folder.add_report("r-2024")
    data_folder.add_figures("r-2024", {})
    old = build(data_folder.folders).version
    data_folder.add_figures("r-2024", {"label": "另一说法"})
    new = build(data_folder.folders).version
    old.write_bytes(old.read_bytes()[:-1])
    for name in (old.name, "none.duckdb", "../current", "current"):
        with pytest.raises(PublishFailed):
            put_back(data_folder.folders, name, "乙")
    assert PublishedFolder(data_folder.folders.published).current() == new
    assert [v.intact for v in list_versions(data_folder.folders) if v.name == old.name] == [False]


def test_exported_figures_make_the_same_dashboard_without_the_ledger(data_folder, ledger):
    report = bring(ledger).id
    review_all(ledger, report)
    with_ledger = published(data_folder.folders, ledger).version
    done = export_figures(ledger, data_folder.data, documents=data_folder.reports)
    assert (done.reports, done.figures, done.left_out) == ([NAME], 6, [])
    assert verify(data_folder.folders).compared == 6
    without = build(data_folder.folders, without_ledger=True).version
    columns = "figure_id, printed, value, indicator, label, sentence, start_offset, status"
    said = f"SELECT {columns} FROM figure ORDER BY 1"
    assert ask(with_ledger, said) == ask(without, said)
    assert prepare(data_folder.folders, ledger=ledger).changes == []


def test_a_half_reviewed_report_is_not_exported(data_folder, ledger):
    bring(ledger)
    done = export_figures(ledger, data_folder.data)
    assert done.reports == [] and "没有核对" in done.left_out[0]
    assert not list((data_folder.data / "figures").iterdir())
    with pytest.raises(UnknownReport):
        export_figures(ledger, data_folder.data, ["nothing"])


def test_exporting_keeps_the_other_lines_and_a_second_time_changes_nothing(data_folder, ledger):
    data_folder.add_report("other-2023", year="2023", period_start="2023-01-01", period_end="2023-12-31")
    report = bring(ledger, agency="云岭市望川区应急管理局", adcode="991204", district="望川区",
                   level="district").id  # fmt: skip
    review_all(ledger, report)
    export_figures(ledger, data_folder.data)
    files = {p: p.read_bytes() for p in data_folder.data.rglob("*.csv")}
    assert "other-2023" in (data_folder.data / "reports.csv").read_text()
    assert "望川区" in (data_folder.data / "agencies.csv").read_text()
    export_figures(ledger, data_folder.data)
    assert files == {p: p.read_bytes() for p in data_folder.data.rglob("*.csv")}


def test_a_newer_version_that_takes_over_is_announced_once(data_folder, ledger):
    review_all(ledger, bring(ledger).id)
    published(data_folder.folders, ledger)
    newer = bring(ledger, TEXT.replace("3.5万元", "4.5万元"), name="更正.txt")
    assert "仍发布已核对的旧版" in prepare(data_folder.folders, ledger=ledger).warnings[0]
    review_all(ledger, newer.id)
    said = f"报告 {NAME} 改用第 2 版（更正.txt），取代第 1 版"
    assert said in prepare(data_folder.folders, ledger=ledger).warnings
    assert said in published(data_folder.folders, ledger).warnings
    assert said not in published(data_folder.folders, ledger).warnings
    withdraw(ledger, newer.id, "甲", "误传", newer.revision + 9)
    assert any("改用第 1 版" in each for each in published(data_folder.folders, ledger).warnings)
