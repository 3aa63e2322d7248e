"""Mistakes in data/: each is found, and its message names the file and the line and says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.data.datafiles import load_data, read_figures
from etl.engine.errors import InvalidData
from etl.data.problems import SHOWN, Problems
from tests.datafolder import CITY, REPORT, DataFolder


def load(data_folder):
    """Load everything as a build does; raise what is wrong."""
    problems = Problems()
    data = load_data(data_folder.data, problems)
    figures = {name: read_figures(data, name, problems) for name in data.figure_files}
    problems.raise_if_any()
    return data, figures


def complaint(data_folder) -> str:
    with pytest.raises(InvalidData) as raised:
        load(data_folder)
    return str(raised.value)


@pytest.fixture
def with_report(data_folder):
    data_folder.add_report("yunling-2024", text="全年检查企业120家次。")
    data_folder.add_figures("yunling-2024", {"start": "6"}, {"printed": "5件", "value": "5", "label": "立案"})
    return data_folder


def test_sound_files_load_with_their_lines(with_report):
    data, figures = load(with_report)
    assert set(data.agencies) == {"云岭市应急管理局", "云岭市青禾区应急管理局"}
    assert [(line.number, line.row.printed) for line in figures["yunling-2024"]] == [
        (2, "120家次"),
        (3, "5件"),
    ]


FIGURE_MISTAKES = {
    "unknown indicator": ({"indicator": "inspectoins"}, "没有指标“inspectoins”"),
    "value that is not what is printed": ({"value": "102"}, "“120家次”是 120，而 value=102"),
    "value without its multiplier": (
        {"printed": "1.3万余条", "value": "1.3"},
        "“1.3万余条”是 13000",
    ),
    "value of a statement of none": ({"printed": "未收到", "value": "1"}, "“未收到”是 0"),
    "printed words without a number": ({"printed": "若干家"}, "读不出数字"),
    "upper value without a range": ({"value_high": "130"}, "value_high 只在 approx 为 range 时填写"),
    "range without its upper value": ({"printed": "3至5次", "value": "3"}, "是 3 至 5（approx 为 range）"),
    "number with a comma": ({"printed": "1,200家", "value": "1,200"}, "“1,200”不是数值"),
    "number that is not one": ({"value": "NaN"}, "“NaN”不是数值"),
    "number beyond the column": ({"printed": "1" * 19, "value": "1" * 19}, "太大"),
    "no value": ({"value": ""}, "value 列不能为空"),
    "no printed words": ({"printed": " "}, "printed 列不能为空"),
    "unknown measure": ({"measure": "count"}, "measure 列“count”不在允许的取值中，请改为 level、share"),
    "unknown scope": ({"scope": "all"}, "scope 列“all”不在允许的取值中"),
    "status that is not reviewed": ({"status": "extracted"}, "status 列“extracted”不在允许的取值中"),
    "start without end": ({"start": "6", "end": ""}, "start 与 end 要么都填，要么都空"),
    "offsets of another length": ({"start": "6", "end": "9"}, "end-start=3"),
    "negative offset": ({"start": "-5", "end": "0"}, "start 列“-5”不是非负整数"),
    "date of another form": ({"checked": "2026/11/20"}, "checked 列“2026/11/20”不是日期"),
    "day that does not exist": ({"checked": "2026-02-30"}, "“2026-02-30”不是日期"),
    "period that runs backwards": (
        {"period_start": "2024-12-31", "period_end": "2024-01-01"},
        "晚于 period_end",
    ),
    "half a period": ({"period_start": "2024-01-01"}, "period_start 与 period_end 要么都填，要么都空"),
    "other body without its name": ({"scope": "other"}, "body 在 scope 为 other 时必填"),
    "body of the agency itself": ({"body": "青禾区"}, "body 在 scope 为 other 时必填，否则为空"),
    "share that claims an indicator": (
        {"printed": "12%", "value": "12", "measure": "share"},
        "measure=share 没有自己的指标",
    ),
    "unit that still multiplies": (
        {"printed": "1753.79", "value": "1753.79", "unit": "万元"},
        "unit“万元”带着倍数",
    ),
    "value without the multiplier of its heading": (
        {"printed": "1753.79", "value": "1753.79", "unit": "元", "heading_unit": "万元"},
        "（表头单位 万元）是 17537900，而 value=1753.79",
    ),
    "count under a heading of money": (
        {"printed": "1753.79", "value": "17537900", "unit": "件", "heading_unit": "万元"},
        "heading_unit“万元”下的数，unit 是“元”，不是“件”",
    ),
    "count that is printed as money": (
        {"printed": "262万元", "value": "2620000", "unit": "件"},
        "“262万元”是钱数，unit 是“元”，不是“件”",
    ),
    "heading unit that multiplies nothing": ({"heading_unit": "家"}, "heading_unit“家”"),
    "part that stands for the whole": ({"part": "简易程序", "whole": "only"}, "它限于 part，不能代表全部"),
    "whole of no indicator": ({"indicator": "", "whole": "only"}, "它没有指标，不能代表全部"),
    "second whole of one indicator": (
        {"printed": "9家次", "value": "9", "period_start": "", "whole": "only"},
        "与第 2 行都代表全部",
    ),
    "another report's figure": ({"report_id": "linxi-2024"}, "report_id 应为文件名 yunling-2024"),
    "line break in a label": ({"label": "检查\n企业"}, "控制字符"),
}


@pytest.mark.parametrize("mistake", FIGURE_MISTAKES)
def test_a_wrong_figure_is_named_with_file_and_line(data_folder, mistake):
    fields, expected = FIGURE_MISTAKES[mistake]
    data_folder.add_report("yunling-2024", text="全年检查企业120家次。")
    data_folder.add_figures(
        "yunling-2024", {"printed": "7件", "value": "7", "whole": "only"}, {"whole": "", **fields}
    )
    said = complaint(data_folder)
    assert "figures/yunling-2024.csv 第 3 行：" in said
    assert expected in said
    assert said.startswith("数据有 1 处错误")


@pytest.mark.parametrize(
    ("printed", "value", "value_high", "approx"),
    [
        ("262万元", "2620000", "", "exact"),
        ("3306.08万元", "33060800", "", "exact"),
        ("5万余人次", "50000", "", "at_least"),
        ("95%以上", "95", "", "at_least"),
        ("零复议", "0", "", "exact"),
        ("没有收到", "0", "", "exact"),
        ("无一起", "0", "", "exact"),
        ("各一名", "1", "", "exact"),
        ("1.2亿元", "120000000", "", "exact"),
        ("3-5万元", "30000", "50000", "range"),
        ("三至五次", "3", "5", "range"),
    ],
)
def test_what_reports_print_agrees_with_its_value(data_folder, printed, value, value_high, approx):
    data_folder.add_report("yunling-2024")
    fields = {"printed": printed, "value": value, "value_high": value_high, "approx": approx}
    fields |= {"unit": "元"} if printed.endswith("元") else {}
    data_folder.add_figures("yunling-2024", fields)
    load(data_folder)


REPORT_MISTAKES = {
    "unknown agency": ({"agency": "临溪县应急管理局"}, "没有机构“临溪县应急管理局”"),
    "unknown kind": ({"kind": "annual"}, "kind 列“annual”不在允许的取值中"),
    "year of another period": ({"year": "2023"}, "year=2023 应是 period_end=2024-12-31 的年份"),
    "no period": ({"period_start": ""}, "period_start 列不能为空"),
    "document outside the folder": ({"document": "../secret.txt"}, "指到了报告文件夹之外"),
    "address that is none": ({"url": "yunling.example.cn"}, "不是网址"),
    "checksum that is none": ({"document": "a.txt", "sha256": "ABC"}, "不是 SHA-256"),
    "checksum of no document": ({"sha256": "0" * 64}, "填了 sha256 却没有 document"),
    "name that is no file name": ({"report_id": "../up"}, "不能作文件名"),
}


@pytest.mark.parametrize("mistake", REPORT_MISTAKES)
def test_a_wrong_report_is_named_with_file_and_line(data_folder, mistake):
    fields, expected = REPORT_MISTAKES[mistake]
    data_folder.add_report("first-2024")
    data_folder.report_rows.append(REPORT | {"report_id": "second-2024"} | fields)
    data_folder.write_lists()
    said = complaint(data_folder)
    assert "reports.csv 第 3 行：" in said
    assert expected in said


AGENCY_MISTAKES = {
    "code of another level": ({"adcode": "991203"}, "不一致"),
    "level without its names": ({"level": "district"}, "不一致"),
    "five digits": ({"adcode": "99120"}, "不是六位行政区划代码"),
    "population without source": ({"population": "100000"}, "要么都填，要么都空"),
    "province spelt otherwise": ({"province": "云河"}, "省级名称“云河”与第 2 行的“云河省”不一致"),
    "no trade": ({"trade": ""}, "trade 列不能为空"),
}


@pytest.mark.parametrize("mistake", AGENCY_MISTAKES)
def test_a_wrong_agency_is_named_with_file_and_line(data_folder, mistake):
    fields, expected = AGENCY_MISTAKES[mistake]
    data_folder.agencies.append(CITY | {"agency": "望川市应急管理局", "adcode": "991300"} | fields)
    data_folder.add_report("yunling-2024")
    said = complaint(data_folder)
    assert "agencies.csv 第 4 行：" in said
    assert expected in said


def test_a_functional_zone_carries_the_code_of_its_city(data_folder):
    zone = CITY | {"agency": "云岭高新区应急管理局", "district": "高新区", "level": "district"}
    data_folder.agencies.append(zone)
    data_folder.add_report("yunling-2024")
    load(data_folder)


@pytest.mark.parametrize(
    "place", [{"adcode": "991203", "district": "青禾区"}, {"adcode": "991200", "district": ""}]
)
def test_a_street_carries_the_code_of_its_district_or_of_a_city_without_any(data_folder, place):
    data_folder.agencies.append(CITY | {"agency": "清河街道办事处", "level": "township"} | place)
    data_folder.add_report("yunling-2024")
    load(data_folder)


def test_repeated_agencies_reports_and_figures_are_named_with_both_lines(data_folder):
    data_folder.agencies.append(CITY)
    data_folder.report_rows = [REPORT, REPORT]
    data_folder.add_report("other-2024")
    data_folder.add_figures("yunling-2024", {}, {"printed": "7件", "value": "7"}, {"rule": "reviewer"})
    said = complaint(data_folder)
    assert "agencies.csv 第 4 行：agency“云岭市应急管理局”与第 2 行重复" in said
    assert "reports.csv 第 3 行：report_id“yunling-2024”与第 2 行重复" in said
    assert "figures/yunling-2024.csv 第 4 行：与第 2 行重复" in said


def test_figures_out_of_the_order_of_the_text_and_overlapping_ones_are_mistakes(data_folder):
    data_folder.add_report("yunling-2024", text="先查7件，后查120家次。")
    data_folder.add_figures("yunling-2024", {"start": "7"}, {"printed": "7件", "value": "7", "start": "2"})
    assert "第 3 行：start=2 在第 2 行的 end=12 之前" in complaint(data_folder)


def test_one_word_may_say_of_two_things_that_they_did_not_happen_but_not_twice_of_one(data_folder):
    data_folder.add_report("yunling-2024", text="未发生行政复议、行政诉讼。")
    zero = {"printed": "未发生", "value": "0", "unit": "件", "start": "0", "label": "行政诉讼"}
    both = [zero | {"indicator": indicator} for indicator in ("reconsiderations", "litigations")]
    data_folder.add_figures("yunling-2024", *both)
    assert len(load(data_folder)[1]["yunling-2024"]) == 2
    data_folder.add_figures("yunling-2024", *both, both[0] | {"label": "行政复议", "sector": "矿山"})
    assert "第 4 行：start=0 在第 3 行的 end=3 之前" in complaint(data_folder)


def test_a_place_needs_the_checksum_of_its_document(data_folder):
    data_folder.add_report("yunling-2024")
    data_folder.add_figures("yunling-2024", {"start": "6"})
    assert "yunling-2024 没有 sha256" in complaint(data_folder)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("agency;adcode", "表头不对：缺少 agency"),
        ("{header},note", "多出 note"),
        ("{header},trade", "重复 trade"),
    ],
)
def test_a_wrong_header_is_named_with_what_it_should_be(data_folder, header, expected):
    path = data_folder.data / "agencies.csv"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(header.format(header=first) + "\n" + rest, encoding="utf-8")
    said = complaint(data_folder)
    assert "agencies.csv 第 1 行" in said
    assert expected in said
    assert "应为 agency,adcode,province" in said


def test_columns_may_stand_in_another_order_and_excel_may_add_its_mark(with_report):
    path = with_report.data / "agencies.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    text = "\r\n".join(",".join(reversed(cells)) for cells in lines) + "\r\n\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    data, _ = load(with_report)
    assert data.agencies["云岭市应急管理局"].adcode == "991200"


def _append(text: bytes):
    return lambda raw: raw + text


SPOILT_FILES = {
    "GBK": (_append("青禾区,".encode("gbk")), "第 4 行：不是 UTF-8 编码"),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), "第 1 行：不是 UTF-8 编码"),
    "NUL": (_append(b"\0"), "第 4 行：含有空字符"),
    "an open quote": (_append(b'"abc,1\n'), "第 4 行：不是合格的 CSV"),
    "a missing cell": (_append("临溪县应急管理局,991221\n".encode()), "第 4 行：有 2 列，应为 10 列"),
    "nothing": (lambda raw: b"", "第 1 行：是空文件"),
}


@pytest.mark.parametrize("fault", SPOILT_FILES)
def test_a_spoilt_file_is_named_with_its_line(with_report, fault):
    spoil, expected = SPOILT_FILES[fault]
    path = with_report.data / "agencies.csv"
    path.write_bytes(spoil(path.read_bytes()))
    said = complaint(with_report)
    assert f"agencies.csv {expected}" in said
    assert "没有机构" not in said  # a spoilt list does not make each report's agency unknown


@pytest.mark.parametrize("name", ["agencies.csv", "reports.csv"])
def test_a_missing_file_says_how_to_get_it_back(with_report, name):
    (with_report.data / name).unlink()
    assert f"{name}：缺少这个文件；请从版本库取回" in complaint(with_report)


def test_a_missing_folder_of_figures_says_how_to_get_it_back(data_folder):
    (data_folder.data / "figures").rmdir()
    assert "figures：缺少这个文件夹" in complaint(data_folder)


def test_a_figures_file_needs_its_report_and_a_csv_name(with_report):
    (with_report.data / "figures/nowhere-2024.csv").write_text("x")
    (with_report.data / "figures/notes.xlsx").write_text("x")
    (with_report.data / "figures/.~lock.csv").write_text("an editor's leftover")
    said = complaint(with_report)
    assert "nowhere-2024.csv：reports.csv 中没有" in said
    assert "notes.xlsx：不是 .csv 文件" in said
    assert ".~lock" not in said


def test_one_run_lists_the_mistakes_of_all_files_and_counts_the_rest(data_folder):
    data_folder.add_report("yunling-2024", kind="annual")
    wrong = [{"printed": f"{n}件", "value": "0"} for n in range(1, 31)]
    data_folder.add_figures("yunling-2024", *wrong)
    said = complaint(data_folder)
    assert said.startswith(f"数据有 31 处错误（先列前 {SHOWN} 处")
    assert len(said.splitlines()) == 1 + SHOWN
    assert "reports.csv 第 2 行" in said
    assert "figures/yunling-2024.csv 第 20 行" in said


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(st.binary(max_size=6), st.text(max_size=6))),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    data_folder = DataFolder(tmp_path_factory.mktemp("sound"))
    data_folder.add_report("yunling-2024", text="全年检查企业120家次。")
    data_folder.add_figures("yunling-2024", {"start": "6"}, {"printed": "5件", "value": "5"})
    return data_folder


@given(name=st.sampled_from(["agencies.csv", "reports.csv", "figures/yunling-2024.csv"]), damage=DAMAGE)
def test_no_damage_to_a_file_leads_to_anything_but_a_named_error(sound, name, damage):
    path = sound.data / name
    raw = whole = path.read_bytes()
    for place, length, put in damage:
        at = int(place * len(raw))
        put = put if isinstance(put, bytes) else put.encode("utf-8", "surrogatepass")
        raw = raw[:at] + put + raw[at + length :]
    path.write_bytes(raw)
    try:
        load(sound)
    except InvalidData as error:
        assert ".csv" in str(error)
    finally:
        path.write_bytes(whole)
