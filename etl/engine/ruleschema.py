"""What may stand in each rule file: its fields and what each holds; any other field is a mistake."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from etl.engine.expressions import Expression, Text
from etl.engine.indicators import Indicator

Words = list[Text]


class Strict(BaseModel):
    """A mapping that knows all its fields."""

    model_config = ConfigDict(extra="forbid")


class ItemEntry(Strict):
    """One column of a form; see etl/engine/tables/forms.py for what each field means."""

    id: Text
    names: Words = []
    rows: Words = []
    under: Words = []
    like: Expression | None = None
    unlike: Annotated[Expression | None, Field(alias="not")] = None
    indicator: str = ""
    label: str = ""
    part: str = ""
    unit: str = ""
    units: Words = []
    measure: Literal["level", "share", "change", "rate"] = "level"
    period: Literal["", "prior"] = ""
    total: bool = False
    kinds: bool = False


class Heading(Strict):
    """Headings that span columns, with the columns that they span."""

    groups: Words
    members: Words


class FormFile(Strict):
    """One official table."""

    id: Text
    title: Words
    groups: Words
    row_groups: Words = []
    headings: list[Heading] = []
    columns: list[Words] = []
    divided: bool = False
    unit: str
    items: list[ItemEntry]


class Trade(Strict):
    """One trade, with the words of an agency's name that tell it."""

    trade: Text
    words: Words = []
    otherwise: Words = []


INDICATOR = TypeAdapter[Any](Indicator)
FORM = TypeAdapter[Any](FormFile)
LABEL_LISTS = TypeAdapter[Any](dict[Text, Text | Words])
LEXICON = TypeAdapter[Any](dict[Text, Any])  # what each list holds is checked against what reads it: lists.py
TRADES = TypeAdapter[Any](list[Trade])
