"""Pages as the sites' content systems lay them out: the article alone, without what stands around it."""

import io

import docx
import pytest

from etl.engine.reading import read_bytes
from tests.rules import ENGINE

TITLE = "望川区应急管理局2023年度行政执法工作报告"
BODY = (
    "<p>2023年，区应急管理局检查企业1286家次，发现隐患3421项，已整改3398项。</p>"
    "<table><tr><td>项目</td><td>数量</td></tr><tr><td>行政处罚（件）</td><td>56</td></tr>"
    "<tr><td>行政许可（件）</td><td>210</td></tr></table>"
)
STATED = ["1286家次", "3421项", "3398项", "56", "210"]
WAY = "<div class='bread'>您当前的位置：<a>首页</a> &gt; <a>年报</a></div>"
TURN = "<p>上一篇：<a>望川区2022年报告 处罚48件</a></p><p>下一条：<a>第1期通报</a></p>"
PHONE = "<div>扫一扫在手机打开当前页</div><div>分享到：<a>微信</a> 【打印】</div>"
FOOT = "<p>版权所有：望川区政府 粤公网安备44010402000213号</p><p>访问量：1234567人次</p>"
NEWS = (
    "<h3>相关信息</h3><ul>"
    + "".join(f"<li><a>望川区检查企业{at}5家</a><span>2024-0{at}-11</span></li>" for at in range(1, 6))
    + "</ul>"
)
RANKS = "<h3>热点排行</h3><ol><li>1 出动执法人员320人次</li><li>2 罚款12万元案例公布</li></ol>"
BOX = (
    "<table><tr><td>索 引 号：</td><td>014416330/2024-00017</td></tr><tr><td>发布机构：</td>"
    "<td>望川区应急管理局</td></tr><tr><td>发文日期：</td><td>2024-01-20</td></tr></table>"
)
LINE = "<div>发布日期：2024-01-20 10:15 来源：望川区应急管理局 浏览次数：<span>1387</span>次</div>"
PAGES = {
    "editor": f"{WAY}<h1>{TITLE}</h1>{LINE}<div class='TRS_Editor'>{BODY}</div>{TURN}{PHONE}{NEWS}{FOOT}",
    "box above": f"{WAY}{BOX}<h1>{TITLE}</h1><div id='UCAP-CONTENT'>{BODY}</div>{TURN}{RANKS}{FOOT}",
    "tables for layout": (
        f"<table><tr><td><ul><li><a>公开指南</a></li></ul></td><td><table><tr><td>{TITLE}</td></tr>"
        f"<tr><td>{LINE}</td></tr><tr><td><div id='zoom'>{BODY}</div></td></tr></table></td></tr></table>"
        + FOOT
    ),
    "counted downloads": (
        f"<h1>{TITLE}</h1><div>2024-01-20 08:30 点击：<span>766</span></div>"
        f"<div class='v_news_content'>{BODY}</div>"
        f"<p>附件【<a>统计表.xls</a>】已下载<span>23</span>次</p>{TURN}"
    ),
    "nothing marked": f"{WAY}<h2>{TITLE}</h2><span>2024-01-20</span>{BODY}{NEWS}{PHONE}{FOOT}",
}


@pytest.mark.parametrize("name", PAGES)
def test_only_the_article_gives_figures(name: str) -> None:
    page = f"<html><head><title>{TITLE}_望川区政府</title></head><body>{PAGES[name]}</body></html>"
    document = read_bytes(page.encode(), "页.html")
    assert (document.title, document.published) == (TITLE, "2024-01-20")
    assert [
        figure.printed for figure in ENGINE.extract(document, ENGINE.identify(document)).figures
    ] == STATED


def test_a_list_without_links_is_content() -> None:
    page = "<html><body><ul><li>检查企业12家次</li><li>罚款3万元</li><li>立案5件</li></ul></body></html>"
    assert read_bytes(page.encode(), "页.html").text.splitlines() == [
        "检查企业12家次",
        "罚款3万元",
        "立案5件",
    ]


def test_a_page_of_thousands_of_nested_blocks_is_read_once_through() -> None:
    page = "<html><body>" + "<div>检查" * 1500 + "企业12家次" + "</div>" * 1500 + "</body></html>"
    assert read_bytes(page.encode(), "页.html").text.endswith("企业12家次\n")


def test_tables_inside_a_table_of_a_word_file_are_tables_of_their_own() -> None:
    outer = docx.Document()
    inner = outer.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=2, cols=2)
    for at, words in enumerate(["行政检查（家次）", "行政强制（宗）", "77", "4"]):
        inner.cell(at // 2, at % 2).text = words
    file = io.BytesIO()
    outer.save(file)
    document = read_bytes(file.getvalue(), "表.docx")
    assert [[cell.text for cell in table.cells] for table in document.tables] == [
        ["行政检查（家次）", "行政强制（宗）", "77", "4"]
    ]
