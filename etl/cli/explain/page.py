"""The explaining page as one string: no other file, no network, every word of the document escaped."""

import base64
import hashlib
import json
from html import escape
from pathlib import Path

from etl.engine import Reading, codes
from etl.engine.codes import chinese
from etl.engine.indicators import Indicator
from etl.engine.model import Figure, Rejection

HERE = Path(__file__).resolve().parent
APPROX = chinese(codes.APPROX) | {"exact": ""}
KINDS, MEASURES, REASONS, SCOPES = map(
    chinese, (codes.REPORT_KINDS, codes.MEASURES, codes.REASONS, codes.SCOPES)
)


def page(reading: Reading, indicators: dict[str, Indicator]) -> str:
    """Return the HTML of the document with each figure and rejection marked, and tables of both beside it."""
    names = {each.id: each.name_zh for each in indicators.values()}
    document, context = reading.document, reading.context
    marks: list[Figure | Rejection] = [*reading.figures, *reading.rejections]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    fields = [_figure_fields(m, names) if isinstance(m, Figure) else _rejection_fields(m) for m in marks]
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    title = context.title or context.agency or Path(document.path).name
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_only(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · 数字标注</title>
<style>{style}</style>
</head>
<body>
{_header(title, reading)}
<main tabindex="0" aria-label="报告原文">{_marked(document.text, marks)}</main>
<aside tabindex="0" aria-label="数字表">
{_figure_table(marks, names)}
{_rejection_table(marks)}
</aside>
<dl id="card" role="tooltip" hidden></dl>
<script type="application/json" id="fields">{_embedded(fields)}</script>
<script>{script}</script>
</body>
</html>
"""


def _only(style: str, script: str) -> str:
    """A policy by which the browser runs this page's own style and script, and loads nothing."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'"


def _embedded(data: object) -> str:
    """JSON that can stand in a script element whatever words it holds."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _header(title: str, reading: Reading) -> str:
    context = reading.context
    known = sum(bool(figure.indicator) for figure in reading.figures)
    other = len(reading.figures) - known
    period = "至".join(filter(None, (context.period_start, context.period_end)))
    facts = [reading.document.path, context.agency, KINDS.get(context.kind, ""), period]
    return f"""<header>
<h1>{escape(title)}</h1>
<p>{escape(" · ".join(filter(None, facts)))}</p>
<p><label><span class="key known">有指标</span> {known}</label>
<label><span class="key other">无指标</span> {other}</label>
<label><span class="key rejected">不取</span> {len(reading.rejections)}</label>
<label><input type="checkbox" id="rejections" checked> 标出不取的数字</label>
Tab 或 ← → 逐个查看，Enter 到表中对应行</p>
</header>"""


def _marked(text: str, marks: list[Figure | Rejection]) -> str:
    parts, position = [], 0
    for at, mark in enumerate(marks):
        parts.append(escape(text[position : mark.start]))
        parts.append(
            f'<a class="fig {_kind(mark)}" id="m{at}" href="#r{at}" data-at="{at}" tabindex="0">'
            f"{escape(text[max(position, mark.start) : mark.end]) or '＋'}</a>"  # a second zero of one word
        )
        position = mark.end
    return "".join([*parts, escape(text[position:])])


def _kind(mark: Figure | Rejection) -> str:
    if isinstance(mark, Rejection):
        return "rejected"
    return "known" if mark.indicator else "other"


def _figure_table(marks: list[Figure | Rejection], names: dict[str, str]) -> str:
    rows = [
        f'<tr id="r{at}"><td><a class="back {_kind(f)}" href="#m{at}">{escape(f.printed)}</a></td>'
        f'<td class="number">{escape(_number(f))}</td><td>{escape(f.unit)}</td>'
        f"<td>{escape(names.get(f.indicator, f.indicator))}<small>{escape(f.label)}</small></td>"
        f"<td>{escape(MEASURES[f.measure])}<small>{escape(_whose(f))}</small></td>"
        f"<td>{escape(_period(f))}<small>{escape(_limits(f))}</small></td></tr>"
        for at, f in enumerate(marks)
        if isinstance(f, Figure)
    ]
    head = "".join(f"<th scope=col>{name}</th>" for name in ("原文", "数值", "单位", "指标", "类型", "期间"))
    return f"<table><caption>数字 {len(rows)}</caption><thead><tr>{head}</tr></thead>{''.join(rows)}</table>"


def _rejection_table(marks: list[Figure | Rejection]) -> str:
    rows = [
        f'<tr id="r{at}"><td><a class="back rejected" href="#m{at}">{escape(mark.printed)}</a></td>'
        f"<td>{escape(REASONS.get(mark.reason, mark.reason))}<small>{escape(mark.rule)}</small></td>"
        f"<td>{escape(mark.section)}</td></tr>"
        for at, mark in enumerate(marks)
        if isinstance(mark, Rejection)
    ]
    head = "".join(f"<th scope=col>{name}</th>" for name in ("原文", "不取的原因", "章节"))
    table = f"<caption>不取的数字 {len(rows)}</caption><thead><tr>{head}</tr></thead>{''.join(rows)}"
    return f'<table id="rejected">{table}</table>'


def _figure_fields(figure: Figure, names: dict[str, str]) -> list[tuple[str, str]]:
    """The card's lines; what is empty is left out."""
    lines = [
        ("数值", " ".join(filter(None, (APPROX[figure.approx], _number(figure), figure.unit)))),
        ("指标", names.get(figure.indicator, figure.indicator) or "（无）"),
        ("内容", figure.label),
        ("类型", MEASURES[figure.measure]),
        ("主体", _whose(figure)),
        ("限定", _limits(figure)),
        ("期间", _period(figure)),
        ("章节", figure.section),
        ("依据", figure.rule),
        ("位置", f"{figure.start}–{figure.end}"),
    ]
    return [line for line in lines if line[1]]


def _rejection_fields(mark: Rejection) -> list[tuple[str, str]]:
    return [
        ("不取", REASONS.get(mark.reason, mark.reason)),
        *([("章节", mark.section)] if mark.section else []),
        *([("依据", mark.rule)] if mark.rule else []),
        ("位置", f"{mark.start}–{mark.end}"),
    ]


def _number(figure: Figure) -> str:
    high = "" if figure.value_high is None else f"–{figure.value_high:,f}"
    return f"{figure.value:,f}{high}"


def _whose(figure: Figure) -> str:
    return " ".join(filter(None, (SCOPES[figure.scope], figure.body)))


def _limits(figure: Figure) -> str:
    return "、".join(filter(None, (figure.campaign, figure.sector, figure.part)))


def _period(figure: Figure) -> str:
    return "至".join(filter(None, (figure.period_start, figure.period_end)))
