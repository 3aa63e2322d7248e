"""News: its title says what its figures are about, and its figures seldom say it again."""

import pytest

from etl.engine.model import Document, ReportContext
from tests.rules import ENGINE


def read(title: str, text: str, agency: str = ""):
    context = ReportContext(
        agency=agency,
        kind="bulletin",
        year=2024,
        title=title,
        city="云岭市",
        period_start="2024-01-01",
        period_end="2024-12-31",
    )
    return ENGINE.extract(Document(text), context).figures


def test_the_one_industry_of_the_title_is_that_of_all_figures():
    figures = read(
        "云岭市查处采砂案件30件", "全市共立案30件，罚款12万元，扣押船只4艘。\n今年以来，移送公安机关2件。"
    )
    assert {figure.sector for figure in figures} == {"采砂"}
    assert not any(figure.whole for figure in figures)


@pytest.mark.parametrize("title", ["云岭市消防安全检查见成效", "云岭市检查危化品企业，整治燃气隐患"])
def test_a_whole_trade_and_several_industries_limit_nothing(title):
    assert [figure.sector for figure in read(title, "全市共检查单位30家。")] == [""]


def test_an_action_in_the_title_limits_what_names_no_period_of_its_own():
    title, text = "城管部门持续打击占道经营", "截至目前，共罚款12万元。"
    assert [figure.whole for figure in read(title, text)] == [""]
    assert [figure.whole for figure in read(title, "全年共罚款12万元。")] == ["stated"]


def test_a_government_speaks_for_its_area_though_its_name_opens_the_title():
    figures = read("云岭市人民政府2024年工作情况", "办理许可300件。", "云岭市人民政府")
    assert [figure.scope for figure in figures] == ["system"]


def test_accidents_are_not_of_the_campaign_told_of_beside_them():
    text = "开展“清网”专项行动以来，立案12件，同期全市发生事故9起，同比下降10%。"
    found = {figure.printed: figure.campaign for figure in read("“清网”专项行动见成效", text)}
    assert found == {"12件": "清网", "9起": "", "10%": ""}
