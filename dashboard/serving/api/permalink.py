"""One figure under an address that stays: a page for people, JSON for programs."""

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from dashboard.address import BadAddress, one_of
from dashboard.data.store import Published
from dashboard.figure_panel import (
    badges_html,
    facts,
    facts_html,
    heading_html,
    is_web_address,
    limits,
    printed_at,
    sentence_html,
)
from dashboard.numbers import is_missing, number_in_address
from dashboard.queries.figures import figure
from dashboard.sentences import figure_sentence
from dashboard.serving.api.fields import FIGURES
from dashboard.serving.api.headers import kept_until_changed, not_changed, own_address
from dashboard.serving.api.question import FORMAT, data_version
from dashboard.serving.api.resources import permalink

PEOPLE = "text/html"
GONE = "当前版本的数据里没有这个数字，可能已被更正。请在“数据与出处”页重新查找"
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · 执法对照</title><link rel="alternate" type="application/json" href="?format=json">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.7 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 42rem; margin: 3rem auto; padding: 0 1.2rem; overflow-wrap: anywhere; }}
.ec-printed {{ font-size: 2.1rem; font-weight: 600; line-height: 1.3; }}
.ec-badge {{ display: inline-block; border: 1px solid; border-radius: 3px; padding: 0 .4rem;
  margin: .3rem .4rem 0 0; }}
.ec-facts {{ display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 1.2rem 0; }}
.ec-facts dt {{ opacity: .72; }} .ec-facts dd {{ margin: 0; }}
.ec-sentence {{ border-left: 3px solid #33639c; padding: .3rem 0 .3rem .8rem; margin: 1.2rem 0; }}
.ec-tab {{ margin: 0 .4em; border-right: 1px solid; }}
.ec-sentence mark {{ background: #ffe08a; color: #1f2933; padding: 0 .15em; }}
footer {{ margin-top: 2rem; font-size: .9rem; opacity: .8; }}
</style></head><body><main>{main}</main><footer>{footer}</footer></body></html>"""


def answer(request: Request, published: Published) -> Response:
    """The figure of the address, in the form that the program or the browser asks for."""
    for_people = _for_people(request)
    headers = kept_until_changed(published, "html" if for_people else "json")
    number = number_in_address(request.path_params["figure_id"])
    row = None if number is None else figure(published, number)
    if row is None:
        if for_people:
            back = '<a href="/figures">数据与出处</a>'
            return HTMLResponse(PAGE.format(title="没有这个数字", main=f"<p>{GONE}。</p>", footer=back), 404)
        return JSONResponse({"error": GONE}, 404)
    if not_changed(request, headers):
        return Response(status_code=304, headers=headers)
    if for_people:
        return HTMLResponse(_page(row, published), headers=headers)
    return JSONResponse(_said(row, published, own_address(request)), headers=headers)


def _for_people(request: Request) -> bool:
    said = request.query_params.getlist(FORMAT)
    for name in request.query_params:
        if name != FORMAT:
            raise BadAddress(f"没有参数“{name}”；可用的有：{FORMAT}")
    if said:
        return one_of("format ", said, {"json": "json", "html": "html"}, "json") == "html"
    return PEOPLE in request.headers.get("accept", "")


def _page(row: dict, published: Published) -> str:
    stamp = [published.stamp] if published.stamp else []
    parts = [heading_html(row), badges_html([*limits(row), *stamp]), facts_html(facts(row))]
    if row["sentence"]:
        parts.append(sentence_html(row["sentence"], row["printed"], printed_at(row)))
    parts.append(f"<p>{escape(_to_quote(row, published))}</p>")
    if is_web_address(row["url"]):
        parts.append(f'<p><a href="{escape(row["url"])}" rel="noreferrer">打开来源网页</a></p>')
    number = int(row["figure_id"])
    footer = (
        f'<a href="/figures?figure={number}">在执法对照中打开</a> · <a href="?format=json">JSON</a> · '
        f"数字编号 {number} · 数据版本 {escape(data_version(published))}"
    )
    title = f"{row['agency']} {row['label'] or row['name_zh'] or ''} {row['printed']}"
    return PAGE.format(title=escape(title), main="".join(parts), footer=footer)


def _to_quote(row: dict, published: Published) -> str:
    return figure_sentence(row) + (f"【{published.stamp}】" if published.stamp else "")


def _said(row: dict, published: Published, address: str) -> dict:
    """The columns of the resource `figures`, and the sentence, the report and the definition."""
    figure_id = str(int(row["figure_id"]))
    more = {
        "figure_id": figure_id,
        "permalink": permalink(address, figure_id),
        "indicator_name": row["name_zh"],
        "text": _to_quote(row, published),
        "version": data_version(published),
        "stamp": published.stamp,
    }
    names = [field.name for field in FIGURES] + ["sentence", "text", "title", "url", "definition"]
    found = {name: _plain(more.get(name, row.get(name))) for name in (*names, "version", "stamp")}
    texts = {field.name for field in FIGURES if field.kind == "text"} | {"sentence", "url", "definition"}
    return {name: "" if value is None and name in texts else value for name, value in found.items()}


def _plain(value: Any) -> Any:
    """A cell of a DataFrame as JSON has it."""
    if not isinstance(value, str) and is_missing(value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
