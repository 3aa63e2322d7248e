"""How many wholes came out right: the published headlines against what the writer of the documents knows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb

from demo.paper import PIECE, WHOLE, Truth
from demo.run import Demo, read_list, read_truth

Key = tuple[str, str, str, int]  # subject, indicator, scope, year


@dataclass
class Score:
    """Counts. `by` names a property (kind of report, format, trade) and its values; `wrong` and `missed` what
    the mistakes are mistaken for."""

    documents: int = 0
    identified: int = 0
    misread: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unpublished: list[str] = field(default_factory=list)
    right: int = 0
    given: int = 0
    wanted: int = 0
    found: int = 0
    by: dict[str, dict[str, Counter]] = field(default_factory=dict)
    wrong: Counter = field(default_factory=Counter)
    missed: Counter = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 0.0


@dataclass(frozen=True)
class Headline:
    """One published total, with the document that it was read in."""

    document: str
    kind: str
    key: Key
    value: Decimal
    approx: str
    period_start: str
    period_end: str
    printed: str

    def is_told(self, truth: Truth) -> bool:
        """Whether the truth says the same of the same."""
        return (
            key_of(truth) == self.key
            and Decimal(truth.value) == self.value
            and truth.approx == self.approx
            and (truth.period_start, truth.period_end) == (self.period_start, self.period_end)
        )


def key_of(truth: Truth) -> Key:
    return truth.subject, truth.indicator, truth.scope, int(truth.period_end[:4])


def score(demo: Demo) -> Score:
    """Compare what is published with the truth of the documents that it was made from."""
    files = _file_of_report(demo)
    truths: dict[str, list[Truth]] = defaultdict(list)
    for truth in read_truth(demo):
        truths[truth.document].append(truth)
    listed = read_list(demo)
    result = Score(documents=len(listed))
    _identified(demo, files, listed, result)
    wanted = {key_of(each): each for told in truths.values() for each in told if each.whole == WHOLE}
    right = set()
    for headline in _headlines(demo, files):
        told = truths.get(headline.document, [])
        good = any(each.whole != PIECE and headline.is_told(each) for each in told)
        _count(result, headline, good, listed.get(headline.document, {}))
        if good:
            right.add(headline.key)
        else:
            sort = _mistaken_for(headline, told)
            result.wrong[sort] += 1
            result.examples[sort].append(f"{headline.document} {headline.key[1]} {headline.printed}")
    result.wanted, result.found = len(wanted), len(set(wanted) & right)
    for key, truth in wanted.items():
        if key not in right:
            result.missed[truth.sort] += 1
            result.examples[f"漏 {truth.indicator}"].append(f"{truth.document} {truth.sort} {truth.printed}")
    return result


def _count(result: Score, headline: Headline, good: bool, document: dict[str, str]) -> None:
    result.given += 1
    result.right += good
    properties = {
        "报告": headline.kind,
        "格式": document.get("form", ""),
        "毛病": document.get("fault") or "无",
        "指标": headline.key[1],
    }
    for name, value in properties.items():
        result.by.setdefault(name, {}).setdefault(value, Counter()).update(given=1, right=int(good))


def _mistaken_for(headline: Headline, told: list[Truth]) -> str:
    """The sort of the figure that was taken for a whole; else what is wrong with it."""
    same = [each for each in told if Decimal(each.value) == headline.value]
    alike = [each for each in same if each.indicator == headline.key[1]] or same
    if not same:
        return "no such number"
    if any(each.whole == WHOLE for each in alike):
        whole = next(each for each in alike if each.whole == WHOLE)
        theirs = (*headline.key[:3], headline.period_start, headline.period_end, headline.approx)
        ours = (*key_of(whole)[:3], whole.period_start, whole.period_end, whole.approx)
        differs = dict.fromkeys(n for n, a, b in zip(_NAMES, ours, theirs, strict=True) if a != b)
        return f"whole with another {' and '.join(differs)}"
    return alike[0].sort


_NAMES = ("subject", "indicator", "scope", "period", "period", "approximation")


def _identified(demo: Demo, files: dict[str, str], listed: dict[str, dict], result: Score) -> None:
    seen = set()
    for report_id, agency, kind, year in _query(demo, "SELECT report_id, agency, kind, year FROM report"):
        name = files.get(report_id, "")
        seen.add(name)
        real = listed.get(name, {})
        wrong = [
            said
            for said, ours, theirs in (
                ("机构", agency, real.get("agency")),
                ("类型", kind, real.get("kind")),
                ("年份", str(year), real.get("year")),
            )
            if ours != theirs
        ]
        result.identified += not wrong
        if wrong:
            result.misread[f"{'、'.join(wrong)}"].append(f"{name}: {agency} {kind} {year}")
    result.unpublished = sorted(set(listed) - seen)


def _headlines(demo: Demo, files: dict[str, str]) -> list[Headline]:
    rows = _query(
        demo,
        "SELECT report_id, kind, agency, indicator, scope, year, value, approx, period_start, period_end,"
        " printed FROM headline WHERE campaign = ''",
    )
    return [
        Headline(
            files.get(report_id, ""), kind, (agency, indicator, scope, year), Decimal(value), approx,
            start.isoformat(), end.isoformat(), printed,
        )
        for report_id, kind, agency, indicator, scope, year, value, approx, start, end, printed in rows
    ]  # fmt: skip


def _query(demo: Demo, sql: str) -> list[tuple]:
    folder = demo.folder / "published"
    name = (folder / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(folder / name), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _file_of_report(demo: Demo) -> dict[str, str]:
    """The document, by name, that each report in the ledger was read from."""
    from etl.ledger import open_ledger
    from etl.ledger.reports import list_reports

    ledger = open_ledger(str(demo.ledger))
    return {report.report_id: Path(report.file_name).stem for report in list_reports(ledger)}


def told(result: Score) -> str:
    """The score in words, for a terminal."""
    lines = [
        f"文件 {result.documents} 份：机构、类型、年份都认对 {result.identified} 份，"
        f"未发布 {len(result.unpublished)} 份",
        f"可作总数的数字：给出 {result.given} 个，对 {result.right} 个，准确率 {result.precision:.1%}；"
        f"应有 {result.wanted} 个，找对 {result.found} 个，召回率 {result.recall:.1%}",
    ]
    for name in ("报告", "格式", "毛病"):
        parts = [
            f"{value} {count['right'] / count['given']:.1%}（{count['given']}）"
            for value, count in sorted(result.by.get(name, {}).items())
        ]
        lines.append(f"  准确率按{name}：" + "，".join(parts))
    if result.misread:
        misread = "，".join(f"{what} {len(names)}" for what, names in sorted(result.misread.items()))
        lines.insert(1, f"  认错：{misread}")
    for name, counts in (("错在", result.wrong), ("漏了", result.missed)):
        lines.append(f"  {name}：" + "，".join(f"{sort} {count}" for sort, count in counts.most_common(12)))
    return "\n".join(lines)
