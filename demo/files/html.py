"""HTML: the page of a government site, with what such pages have around the text."""

from html import escape
from random import Random

from demo.files.layout import placed
from demo.paper import Paper, Table

_INDENTED = '<p style="text-indent:2em"><span>{}</span></p>'
_MENU = ["首页", "政务公开", "政务服务", "互动交流", "走进{place}", "专题专栏"]


def html_file(paper: Paper, draw: Random) -> bytes:
    """One of three page layouts, in UTF-8 or GBK."""
    charset = draw.choice(["utf-8", "utf-8", "utf-8", "gbk"])
    page = draw.choice([_plain, _with_menu, _of_paragraphs])(paper, draw)
    head = (
        f'<meta charset="{charset}"><title>{escape(paper.title)}</title>'
        f'<meta name="PubDate" content="{paper.published:%Y-%m-%d} 10:{draw.randint(10, 59)}">'
        f'<meta name="ContentSource" content="{escape(paper.agency.name)}">'
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body>{page}</body></html>".encode(charset)


def _body(paper: Paper, paragraph: str) -> str:
    return "\n".join(
        _table(block) if isinstance(block, Table) else paragraph.format(escape(block.text))
        for block in paper.blocks
        if isinstance(block, Table) or block.role != "title"
    )


def _table(table: Table) -> str:
    caption = (
        f'<p style="text-align:center"><strong>{escape(table.title)}</strong></p>' if table.title else ""
    )
    unit = f'<p style="text-align:right">{escape(table.unit)}</p>' if table.unit else ""
    rows: dict[int, list[str]] = {}
    for row, _, height, width, text in placed(table.rows):
        spans = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")
        rows.setdefault(row, []).append(f"<td{spans}><p>{escape(text)}</p></td>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    return f'{caption}{unit}<table border="1" cellspacing="0"><tbody>{body}</tbody></table>'


def _plain(paper: Paper, draw: Random) -> str:
    date = f"{paper.published:%Y-%m-%d}"
    return (
        f'<div class="article"><h1>{escape(paper.title)}</h1>'
        f'<div class="info"><span>发布时间：{date}</span>'
        f" <span>来源：{escape(paper.agency.name)}</span></div>"
        f'<div class="content">{_body(paper, "<p>　　{}</p>")}</div></div>{_foot(paper, draw)}'
    )


def _with_menu(paper: Paper, draw: Random) -> str:
    place = paper.agency.place.name
    menu = "".join(f'<li><a href="#">{name.format(place=place)}</a></li>' for name in _MENU)
    date = f"{paper.published.year}年{paper.published.month:02d}月{paper.published.day:02d}日"
    return (
        f'<div class="nav"><ul>{menu}</ul></div>'
        '<div class="crumb">您所在的位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; 正文</div>'
        f'<h2 class="title">{escape(paper.title)}</h2>'
        f'<p class="meta">时间：{date}　浏览次数：<span id="hits"></span>　【字体：大 中 小】</p>'
        f'<div id="zoom">{_body(paper, _INDENTED)}</div>'
        f'<div class="share">分享到： <a href="#">打印</a> <a href="#">关闭</a></div>{_foot(paper, draw)}'
    )


def _of_paragraphs(paper: Paper, draw: Random) -> str:
    """No title outside the text: the first centred paragraph is it."""
    return (
        f'<div class="TRS_Editor"><p align="center"><b>{escape(paper.title)}</b></p>'
        f"{_body(paper, '<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>')}</div>{_foot(paper, draw)}"
    )


def _foot(paper: Paper, draw: Random) -> str:
    return (
        f'<div class="footer"><p>主办：{escape(paper.agency.name)}　地址：{escape(paper.agency.place.name)}'
        f"政务中心</p><p>网站标识码：{paper.agency.place.adcode}{draw.randint(1000, 9999)}</p></div>"
    )
