"""Labelled passages and reviewed reports in the form in which they are scored."""

from eval.gold import labelled_passages, reviewed_reports
from tests.rules import ENGINE

HEAD = (
    "report_id,start,end,printed,value,value_high,approx,unit,indicator,label,measure,scope,body,"
    "campaign,sector,part,period_start,period_end,section,status,rule,checked\n"
)
REPORTS = (
    "report_id,agency,kind,year,document\na,甲局,rule_of_law,2024,a.txt\nb,乙局,bulletin,2024,b.txt\nc,,,,\n"
)


def test_a_report_without_its_document_or_offsets_is_not_scored(tmp_path):
    (tmp_path / "figures").mkdir()
    rows = "a,4,8,452件,452,,exact,件,penalties,处罚,level,own,,,,,,,,reviewed,,2026-11-20\n"
    rows += "a,,,7件,7,,exact,件,penalties,处罚,level,own,,,,,,,,reviewed,,2026-11-20\n"
    rows += "a,9,11,3个,3,,exact,个,,行业,level,own,,,,,,,,reviewed,structure,2026-11-20\n"
    for name in ("a", "b"):
        (tmp_path / "figures" / f"{name}.csv").write_text(HEAD + rows, encoding="utf-8")
    (tmp_path / "reports.csv").write_text(REPORTS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("全年处罚452件，3个行业。", encoding="utf-8")
    (report,) = reviewed_reports(ENGINE, tmp_path, [tmp_path])
    assert [(each.figure.printed, each.optional) for each in report.figures] == [
        ("452件", False),
        ("3个", True),
    ]
    assert report.document.text[4:8] == "452件"
    assert [said.partition(" is ")[0] for said in report.misread] == ["a: agency", "a: kind", "a: year"]


def test_passages_keep_their_own_context():
    documents = labelled_passages()
    assert documents
    for gold in documents:
        assert gold.context.year
        for label in gold.figures:
            figure = label.figure
            assert gold.document.text[figure.start : figure.end] == figure.printed
