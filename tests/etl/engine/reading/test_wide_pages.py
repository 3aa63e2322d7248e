"""A sheet wider than the paper: pages that go on to the right are read beside the others, or nothing is."""

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.engine.model import Document
from etl.engine.reading import read_bytes
from tests.etl.engine.reading.test_pdf import grid
from tests.etl.samplefiles import drawn_pdf, pdf_text

ENGINE = Engine(rulebook())
PLACES = ["青禾区", "南溪区", "临林区", "金阳区"]
LEFT = ["地区", "检查企业（家次）", "行政处罚（起）"]
RIGHT = ["罚款金额（万元）", "行政许可（件）"]
TITLE = pdf_text("云岭市2024年执法检查情况统计表", 60, 740) + pdf_text("单位：云岭市应急管理局", 60, 725)


def read(*pages: str) -> Document:
    return read_bytes(drawn_pdf(list(pages)), "宽表.pdf")


def table(heads: list[str], names: list[str], first: int, **place: float) -> str:
    """A ruled table: numbers from `first` on, after the names if there are any."""
    rows = [heads] if heads else []
    for at in range(len(PLACES)):
        wide = 2 if names else len(RIGHT)
        numbers = [str(first + 10 * at + column) for column in range(wide)]
        rows.append(names[at : at + 1] + numbers)
    return grid(rows, **place)


def found(document: Document) -> list[tuple[str, str, int, str]]:
    figures = ENGINE.take(document).figures
    return [(each.body, each.indicator, int(each.value), each.unit) for each in figures if each.indicator]


def wanted() -> list[tuple[str, str, int, str]]:
    out = []
    for at, place in enumerate(PLACES):
        out += [(place, "inspections", 100 + 10 * at, "家次"), (place, "penalties", 101 + 10 * at, "起")]
        out += [(place, "fines", (500 + 10 * at) * 10_000, "元"), (place, "licences", 501 + 10 * at, "件")]
    return out


def test_a_page_with_the_other_columns_of_the_rows_is_read_beside_the_first() -> None:
    document = read(TITLE + table(LEFT, PLACES, 100), table(RIGHT, [], 500))
    assert len(document.tables) == 1
    assert found(document) == wanted()
    assert not document.warnings


def test_pages_down_the_left_side_come_before_those_at_their_right() -> None:
    below = [["石桥区", "7", "8"], ["竹坪区", "9", "10"], ["松滨区", "11", "12"]]
    beside = [["70", "80"], ["90", "100"], ["110", "120"]]
    document = read(
        TITLE + table(LEFT, PLACES, 100), grid(below, y=780), table(RIGHT, [], 500), grid(beside, y=780)
    )
    assert len(document.tables) == 1
    assert found(document)[: len(wanted())] == wanted()
    assert ("松滨区", "fines", 1_100_000, "元") in found(document)
    assert not document.warnings


def test_names_that_each_page_prints_again_are_read_once() -> None:
    document = read(TITLE + table(LEFT, PLACES, 100), TITLE + table(["地区", *RIGHT], PLACES, 500))
    assert found(document) == wanted()
    assert document.text.count("云岭市2024年执法检查情况统计表") == 1


def test_tables_of_two_years_with_the_same_rows_stay_two() -> None:
    pages = [
        pdf_text(f"云岭市{year}年执法检查情况统计表", 60, 740) + table(LEFT, PLACES, 100 + year)
        for year in (2023, 2024)
    ]
    assert len(read(*pages).tables) == 2


def test_words_that_the_edge_cuts_are_read_once() -> None:
    lines = [
        "全年出动执法人员9121人次，检查企业218家次，发现隐患257项，整改率82.5%，作出行政处罚346起，罚款95万元。",
        "全年办理行政许可1357件，主动公开政府信息930条，举办培训班15期，培训人员2100人次，受理举报1253件。",
    ]
    moved = 500  # what both pages print stands so much further right on the first
    pages = ["", ""]
    for at, line in enumerate(lines):
        cut = line.index("346" if at == 0 else "举报")
        pages[0] += pdf_text(line[: cut + 3], 60, 700 - 20 * at)
        begins = 60 + sum(5 if each.isascii() else 10 for each in line[: cut - 2])
        pages[1] += pdf_text(line[cut - 2 :], begins - moved, 700 - 20 * at)
    document = read(*pages)
    assert document.text.splitlines() == lines
    assert not document.warnings


def test_digits_narrower_than_half_their_height_are_all_read() -> None:
    document = read(
        TITLE + table(LEFT, PLACES, 100), TITLE + "60 Tz\n" + table(["地区", *RIGHT], PLACES, 500)
    )
    assert [value for _, name, value, _ in found(document) if name == "licences"] == [501, 511, 521, 531]


def test_columns_of_which_nothing_says_whose_they_are_give_no_figures_and_a_warning() -> None:
    document = read(TITLE + table(LEFT, PLACES, 100), "", table([], [], 500, y=680))
    assert {indicator for _, indicator, _, _ in found(document)} == {"inspections", "penalties"}
    (said,) = [each for each in document.warnings if "第3页" in each]
    assert "缩放到一页宽" in said


def test_a_table_that_goes_on_below_with_numbered_rows_goes_on_below() -> None:
    heads = ["序号", "检查企业（家次）", "行政处罚（起）"]
    rows = [[str(at), str(100 + at), str(200 + at)] for at in range(1, 9)]
    document = read(grid([heads, *rows[:5]], y=780), grid(rows[5:], y=780))
    assert len(document.tables) == 1
    assert not document.warnings
