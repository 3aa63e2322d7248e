"""Every sentence of sentences/ is read as its marks say. Each file holds one kind of difficulty."""

from dataclasses import replace
from pathlib import Path

import pytest

from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose
from tests.etl.engine.prose.marked import differences, unmark
from tests.rules import RULES

SENTENCES = Path(__file__).parent / "sentences"
CONTEXT = ReportContext(
    agency="云岭市市场监督管理局",
    kind="enforcement",
    year=2024,
    level="city",
    city="云岭市",
    period_start="2024-01-01",
    period_end="2024-12-31",
)
MARKED = [
    pytest.param(line.replace("\\n", "\n"), id=f"{path.stem}-{number}")
    for path in sorted(SENTENCES.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.parametrize("sentence", MARKED)
def test_a_sentence_is_read_as_its_marks_say(sentence):
    assert differences(sentence, CONTEXT) == []


def test_courts_are_of_the_area_that_news_tell_of():
    told = replace(CONTEXT, agency="", kind="bulletin", title="云岭市通报知识产权保护情况")
    text = "云岭市共立案【30件|scope=system】；法院受理案件【12件|scope=system】，审结【9件||scope=system】。"
    assert differences(text.replace("||", "|indicator=|"), told) == []


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        (
            "望川市消防救援支队",
            "全市各级消防部门共检查单位【900家次|scope=system】。支队机关检查【80家次|scope=own】。",
        ),
        ("望川市消防救援支队", "支队法制科审核案件【12件|scope=own】。支队长带队检查【3次|scope=own】。"),
        (
            "望川市卫生健康委员会",
            "现将2024年全市卫生健康行政执法情况报告如下。检查单位【900家次|scope=system】。",
        ),
        ("望川市卫生健康委员会", "现将我委行政执法情况报告如下。检查单位【900家次|scope=own】。"),
    ],
)
def test_an_agency_speaks_of_itself_by_its_kind_and_of_its_area_where_it_says_so(agency, text):
    told = replace(CONTEXT, agency=agency, city="望川市", title=f"{agency}2024年行政执法工作报告")
    assert not [each for each in differences(text, told) if "scope" in each or "missed" in each]


def test_news_of_an_action_go_on_with_the_name_that_their_text_gives_it():
    told = replace(CONTEXT, agency="", kind="bulletin", title="望川治欠薪行动收官 全省追回欠款逾三亿元")
    text = "全省开展了清理欠薪夏季专项行动。行动中，全省共检查工地【30个|campaign=清理欠薪夏季专项行动】。"
    assert not [each for each in differences(text, told) if "campaign" in each or "missed" in each]


def test_an_autonomous_county_calls_itself_by_its_short_name():
    told = replace(CONTEXT, agency="昌宁回族自治县水利局", district="昌宁回族自治县", city="")
    text = (
        "昌宁县水利局共检查【30家次|inspections|scope=own】，昌宁县全县立案【9件|cases_filed|scope=system】。"
    )
    assert differences(text, told) == []


def test_a_year_is_a_period_of_its_own_in_a_report_on_several():
    told = replace(CONTEXT, kind="bulletin", period_start="2022-01-01")
    text = (
        "三年来，共检查企业【300家|period_start=2022-01-01】。2024年发生事故【9起|period_start=2024-01-01】，"
        "与2022年相比减少【6起|measure=change|period_start=2024-01-01】。"
    )
    assert not [each for each in differences(text, told) if "period" in each or "missed" in each]


def test_marks_are_taken_out_and_kept():
    marked = unmark("检查【30家|enterprises_inspected】，罚款【2万元|】。")
    assert marked.text == "检查30家，罚款2万元。"
    assert marked.expected == [
        (2, "30家", {"indicator": "enterprises_inspected"}),
        (8, "2万元", {"indicator": ""}),
    ]


def test_a_difference_is_named():
    found = differences("检查企业【30家次|penalties】，罚款2万元，【第三名】。", CONTEXT)
    assert found == ["30家次 indicator: inspections, not penalties", "missed 第三名", "false 2万元 [fines]"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("累计出动\n80\n余人次，劝离摊贩。", "80\n余人次"),
        ("清除各类广告招牌\n2100\n余条；", "2100\n余条"),
        ("共拆除\n23\n处违建。", "23\n处"),
    ],
)
def test_a_line_break_inside_a_count_belongs_to_it(text, printed):
    assert [f.printed for f in extract_prose(RULES, text, CONTEXT).figures] == [printed]


def test_a_heading_is_not_joined_to_the_number_below_it():
    text = "一、处罚情况\n30件案件已办结。\n2.检查情况\n检查企业12家。"
    assert [f.section for f in extract_prose(RULES, text, CONTEXT).figures] == ["一", "一 / (2)"]


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        (
            "望川经济技术开发区管理委员会",
            "综合执法局紧盯民生小事。全年开展检查【300次|scope=other|body=综合执法局】；其中夜查【57次|scope=other|body=综合执法局】。"
            "\n应急管理局检查企业【90家次|scope=other|body=应急管理局】。处罚【45起|scope=other|body=应急管理局】。"
            "\n举办培训【3场|scope=own】。",
        ),
        (
            "望川县人民政府",
            "编制公布许可清单【236项|scope=system】；县政府常务会议专题学法【5次|scope=system】。"
            "县自然资源局拆除违建【9处|scope=other|body=县自然资源局】。",
        ),
        (
            "望川省市场监督管理局",
            "全省检查【900次|scope=system】。\n●安州市\n把好源头关，全市关闭作坊【3家|scope=other|body=安州市】。",
        ),
        (
            "望川省司法厅",
            "全省检查【900次|scope=system】。\n安州市：一次查清\n该市梳理清单【63项|scope=other|body=安州市】。"
            "\n洛河县：把脉问诊\n县司法局走访企业【212家|scope=other|body=县司法局】。全县罚款下降【19%|scope=other|body=洛河县】。",
        ),
        (
            "望川县青禾镇人民政府",
            "镇综合行政执法大队巡查【85次|scope=own】。",
        ),
        (
            "望川回族自治区应急管理厅",
            "自治区应急管理厅发布预警【3期|scope=own】。各市县检查企业【90家|scope=system】。",
        ),
        (
            "云岭市生态环境局望川分局",
            "望川分局去年检查企业【41家|scope=own】，全市检查企业【900家|scope=system】。",
        ),
        (
            "望川县人民政府",
            "县人大常委会听取汇报【2次|scope=other|body=县人大常委会】。办理代表建议【119件|scope=system】。",
        ),
        (
            "望川区打击侵权假冒工作领导小组办公室",
            "区双打办开展督查【4次|scope=own】。\n公安机关破获案件【58起|scope=system】；检察机关批捕【22件|scope=system】。"
            "\n白城市把关口前移，检查企业【95家|scope=other|body=白城市】。",
        ),
        (
            "望川区安全生产委员会办公室",
            "全区排查隐患【900处|scope=system】。区安委办抽查企业【30家|scope=own】，交办问题【61个|scope=own】。",
        ),
        (
            "望川县城市管理局",
            "临溪县派人交流。全县共检查商户【300家|scope=system】。",
        ),
        (
            "望川县应急管理局",
            "县安委办下发督办函【9份|scope=own】。检查企业【300家次|scope=own】。",
        ),
    ],
)
def test_each_body_of_an_area_is_told_of_until_another_is(agency, text):
    told = replace(CONTEXT, agency=agency, city="", district="", title=f"{agency}2024年工作情况")
    assert not [each for each in differences(text, told) if "scope" in each or "body" in each]


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("望川市：专项整治稳步推进", "system"),
        ("2024年望川市生态环境状况公报", "system"),
        ("望川市生态环境局：执法稳步推进", "own"),
        ("望川市生态环境监管2024年概况", "own"),
    ],
)
def test_a_title_shows_whether_an_area_is_told_of(title, scope):
    told = replace(CONTEXT, agency="望川市生态环境局", city="望川市", kind="bulletin", title=title)
    assert not [each for each in differences(f"检查企业【900家次|scope={scope}】。", told) if "scope" in each]
