"""The rows of the CSV files below `data/`: which columns, which values, which belong together."""

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from etl.engine import codes
from etl.data.cells import (
    Date,
    DivisionCode,
    FileName,
    Name,
    Number,
    OptionalDate,
    OptionalNumber,
    OptionalWhole,
    Printed,
    RequiredText,
    Sha256,
    Text,
    WebAddress,
    Whole,
)
from etl.data.printed import parse_printed


class Row(BaseModel):
    """One line of a CSV file; the header must hold exactly these fields, in any order."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AgencyRow(Row):
    """One line of agencies.csv: who reports, and where it stands among the administrative divisions."""

    agency: RequiredText
    adcode: DivisionCode
    province: RequiredText
    city: Text
    district: Text
    level: codes.Level
    trade: RequiredText
    population: OptionalWhole
    population_year: OptionalWhole
    population_source: Text

    @model_validator(mode="after")
    def _level_fits_division(self) -> Self:
        if self.level not in self._levels_of_names() or not self._code_fits_level():
            raise ValueError(
                f"level={self.level} 与 adcode={self.adcode}、city={self.city}、"
                f"district={self.district} 不一致：省级代码以 0000 结尾且市、区为空；"
                "市级代码以 00 结尾且区为空；区县级要填区名；乡镇级用所在区县（没有区县的用市）的代码和名称"
            )
        return self

    def _levels_of_names(self) -> tuple[str, ...]:
        """A street or town has the names and the code of what it lies in."""
        if self.district:
            return ("district", "township")
        return ("city", "township") if self.city else ("province",)

    def _code_fits_level(self) -> bool:
        if self.level == "province":
            return self.adcode.endswith("0000")
        if self.level == "city":
            return self.adcode.endswith("00") and not self.adcode.endswith("0000")
        # A functional zone (a 高新区 or 新区) has no code of its own and carries its city's.
        return not self.adcode.endswith("0000")

    @model_validator(mode="after")
    def _population_has_source(self) -> Self:
        given = [self.population is not None, self.population_year is not None, bool(self.population_source)]
        if any(given) and not all(given):
            raise ValueError("population、population_year、population_source 要么都填，要么都空")
        return self


class ReportRow(Row):
    """One line of reports.csv: a document that an agency published for a period."""

    report_id: Name
    agency: RequiredText
    title: RequiredText
    kind: codes.ReportKind
    year: Whole
    period_start: Date
    period_end: Date
    published: OptionalDate
    extent: codes.Extent
    url: WebAddress
    document: FileName
    sha256: Sha256

    @model_validator(mode="after")
    def _period_fits(self) -> Self:
        if self.period_start > self.period_end:
            raise ValueError(f"period_start={self.period_start} 晚于 period_end={self.period_end}，请核对")
        if self.year != self.period_end.year:
            raise ValueError(f"year={self.year} 应是 period_end={self.period_end} 的年份，请核对")
        return self

    @model_validator(mode="after")
    def _sum_has_document(self) -> Self:
        if self.sha256 and not self.document:
            raise ValueError("填了 sha256 却没有 document，请补上文件名或清空 sha256")
        return self


# A unit that still holds a multiplier: 万元, 亿元, 千人. 千克 and 百分点 are units of their own.
_MULTIPLIED = re.compile(r"(?:百万|千万|[千万亿])(?=[元人件条份册次户家张台本篇])")


class FigureRow(Row):
    """One line of figures/<report_id>.csv: a reviewed figure; the fields are those of the design."""

    report_id: str
    start: OptionalWhole
    end: OptionalWhole
    printed: Printed
    value: Number
    value_high: OptionalNumber
    approx: codes.Approx
    unit: Text
    indicator: Text
    label: RequiredText
    measure: codes.Measure
    scope: codes.Scope
    body: Text
    campaign: Text
    sector: Text
    part: Text
    heading_unit: Text
    whole: Literal["", codes.Whole]
    period_start: OptionalDate
    period_end: OptionalDate
    section: Text
    status: Literal["reviewed"]
    rule: Text
    checked: Date

    @model_validator(mode="after")
    def _place_is_whole(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("start 与 end 要么都填，要么都空")
        if self.start is not None and self.end is not None and self.end - self.start != len(self.printed):
            raise ValueError(
                f"end-start={self.end - self.start}，"
                f"而 printed“{self.printed}”有 {len(self.printed)} 个字符，请核对"
            )
        return self

    @model_validator(mode="after")
    def _period_is_whole(self) -> Self:
        if (self.period_start is None) != (self.period_end is None):
            raise ValueError("period_start 与 period_end 要么都填，要么都空")
        if self.period_start and self.period_end and self.period_start > self.period_end:
            raise ValueError(f"period_start={self.period_start} 晚于 period_end={self.period_end}，请核对")
        return self

    @model_validator(mode="after")
    def _body_fits_scope(self) -> Self:
        if (self.scope == "other") != bool(self.body):
            raise ValueError(
                f"scope={self.scope}、body={self.body!r}：body 在 scope 为 other 时必填，否则为空"
            )
        return self

    @model_validator(mode="after")
    def _share_has_no_indicator(self) -> Self:
        if self.indicator and self.measure in ("share", "change"):
            raise ValueError(f"measure={self.measure} 没有自己的指标，请清空 indicator={self.indicator}")
        return self

    @model_validator(mode="after")
    def _multiplier_stands_in_its_place(self) -> Self:
        if _MULTIPLIED.match(self.unit):
            raise ValueError(
                f"unit“{self.unit}”带着倍数，请写 {self.unit[-1]}，value 用折算后的数；"
                "倍数若在表头，heading_unit 填表头的单位"
            )
        if self.heading_unit and not _MULTIPLIED.match(self.heading_unit):
            raise ValueError(f"heading_unit“{self.heading_unit}”没有倍数（万元、千人之类才填），请留空")
        return self

    @model_validator(mode="after")
    def _unit_is_that_of_the_words(self) -> Self:
        """Money stays money: neither a cell under 万元 nor 262万元 counts cases."""
        heading = _MULTIPLIED.sub("", self.heading_unit, count=1)
        if heading and heading != self.unit:
            raise ValueError(
                f"heading_unit“{self.heading_unit}”下的数，unit 是“{heading}”，不是“{self.unit}”；"
                "表头的单位管不到这个数时，请清空 heading_unit，value 填印出的数"
            )
        if self.printed.endswith("元") and not self.unit.endswith("元"):
            raise ValueError(f"printed“{self.printed}”是钱数，unit 是“元”，不是“{self.unit}”")
        return self

    @model_validator(mode="after")
    def _value_is_what_is_printed(self) -> Self:
        if (self.approx == "range") != (self.value_high is not None):
            raise ValueError("value_high 只在 approx 为 range 时填写，且此时必填")
        try:
            low, high = parse_printed(self.printed, self.heading_unit)
        except ValueError:
            raise ValueError(
                f"printed“{self.printed}”中读不出数字，请核对；没有发生的写原词（未收到、零复议），value 为 0"
            ) from None
        if (low, high) != (self.value, self.value_high):
            stated = f"{low:f}" if high is None else f"{low:f} 至 {high:f}（approx 为 range）"
            given = f"value={self.value:f}" + (
                "" if self.value_high is None else f"、value_high={self.value_high:f}"
            )
            under = f"（表头单位 {self.heading_unit}）" if self.heading_unit else ""
            raise ValueError(f"printed“{self.printed}”{under}是 {stated}，而 {given}，请核对")
        return self

    @model_validator(mode="after")
    def _only_an_unlimited_figure_is_whole(self) -> Self:
        limits = [name for name in ("sector", "part", "campaign") if getattr(self, name)]
        if self.whole and (limits or not self.indicator or self.measure in ("share", "change")):
            said = "、".join(limits) if limits else "没有指标"
            raise ValueError(f"whole={self.whole}，但它{'限于 ' if limits else ''}{said}，不能代表全部；请清空一方")
        return self


def messages(error: ValidationError) -> list[str]:
    """Return pydantic's complaints about one row, each in Chinese with the column's name."""
    return [_message(detail) for detail in error.errors()]


def _message(detail: ErrorDetails) -> str:
    column = f"{detail['loc'][0]} 列" if detail["loc"] else ""
    if detail["type"] == "value_error":
        text = str(detail["ctx"]["error"])
        return f"{column}{text}"
    if detail["type"] == "literal_error":
        allowed = "、".join(_literals(detail))
        return f"{column}“{detail['input']}”不在允许的取值中，请改为 {allowed} 之一"
    raise AssertionError(f"a pydantic error without a Chinese message: {detail['type']}")


def _literals(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']+)'", detail["ctx"]["expected"])
