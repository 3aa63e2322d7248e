"""The description of the API for programs (OpenAPI 3.1), made from the same tables that answer."""

from functools import cache

from dashboard.address import SHARED
from dashboard.filter_bar import AGENCIES, BASIS, GUARDS, LEVELS, REGIONS, TRADES, YEARS
from dashboard.serving.api.fields import FIGURES, Field
from dashboard.serving.api.forms import STAMP
from dashboard.serving.api.question import AFTER, BY_DEFAULT, FORMAT, FORMATS, LIMIT, MOST
from dashboard.serving.api.resources import RESOURCES, Resource
from dashboard.version import VERSION
from dashboard.words import BASES, MEASURES
from dashboard.words import LEVELS as LEVEL_WORDS

_TYPES: dict[str, dict] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "number": {"type": ["number", "null"]},
    "integer": {"type": ["integer", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}
_SEVERAL = {"type": "array", "items": {"type": "string"}}
_YES_NO = {"type": "string", "enum": ["true", "false"]}
PARAMETERS = {
    YEARS: (
        "一个年份，或起止两个年份",
        {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}$"}, "minItems": 1, "maxItems": 2},
    ),
    REGIONS: ("地区，写成路径：四川省/眉山市/东坡区；可有多个", _SEVERAL),
    AGENCIES: ("机构全称；可有多个", _SEVERAL),
    LEVELS: (
        "层级；可有多个",
        {"type": "array", "items": {"type": "string", "enum": [*LEVEL_WORDS, *LEVEL_WORDS.values()]}},
    ),
    TRADES: ("行业；可有多个", _SEVERAL),
    BASIS: ("口径", {"type": "string", "enum": [*BASES, *BASES.values()], "default": "any"}),
    **{
        key: (label, _YES_NO | {"default": str(default).lower()})
        for key, (label, _, default) in GUARDS.items()
    },
    "indicator": ("指标编号或名称；可有多个", _SEVERAL),
    "report": ("报告编号", {"type": "string"}),
    "measure": ("性质", {"type": "string", "enum": [*MEASURES, *MEASURES.values()]}),
    LIMIT: (
        "一页最多多少行（coverage：至少一个机构的各行）",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": BY_DEFAULT},
    ),
    AFTER: ("上一页给出的 next 里的位置", {"type": "string", "pattern": r"^[0-9]+\.[0-9a-z]+$"}),
    FORMAT: ("格式；不写则按 Accept", {"type": "string", "enum": list(FORMATS), "default": "json"}),
}
_ERRORS = {
    "304": "数据没有变（If-None-Match）",
    "400": "参数有误；正文说明错在哪里",
    "401": "需要登录或口令",
    "403": "不在可以查看的名单上",
    "405": "只能读取：GET 或 HEAD",
    "409": "前一页之后数据已更新，请从头取",
    "503": "没有可用的数据，或同时的请求太多",
}
ABOUT = {
    "version": {"type": "string", "description": "数据版本：日期与内容的哈希"},
    STAMP: {"type": "string", "description": "数据要求随处写明的话，如“演示数据（虚构）”；空：没有"},
    "notice": {"type": "string", "description": "现用的不是最新一版时，说明缘由"},
    "next": {"type": ["string", "null"], "description": "下一页的网址；空：没有了"},
}


@cache
def description() -> dict:
    """The whole description; servers and data do not change it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "执法对照",
            "version": VERSION,
            "description": "页面上的数字，供程序读取。只读。参数与地址栏里的筛选同名同义；"
            "每个回答的 ETag 随数据版本而变。缺不等于零；每个数字都有 permalink 通向出处。",
        },
        "paths": {f"/api/v1/{each.name}": _path(each) for each in RESOURCES.values()} | {
            "/figure/{figure_id}": _permalink()
        },
        "components": {
            "schemas": {"Error": _object({"error": {"type": "string"}})}
            | {each.name: _row(each.fields) for each in RESOURCES.values()},
            "securitySchemes": {"word": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _path(resource: Resource) -> dict:
    page = _object(ABOUT | {"rows": {"type": "array", "items": _reference(resource.name)}})
    binary = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    content = {FORMATS["json"]: {"schema": page}, FORMATS["csv"]: {"schema": {"type": "string"}}}
    content |= {FORMATS[form]: binary for form in ("parquet", "arrow")}
    ok = {"description": "一页", "content": content, "headers": {"ETag": {"schema": {"type": "string"}}}}
    return {
        "get": {
            "operationId": resource.name,
            "summary": resource.summary,
            "parameters": [_parameter(name) for name in (*resource.parameters, LIMIT, AFTER, FORMAT)],
            "responses": {"200": ok} | {status: _error(status) for status in _ERRORS},
            "security": [{}, {"word": []}],
        }
    }


def _permalink() -> dict:
    figure = _row((*FIGURES, *PERMALINK_ONLY))
    number = {"name": "figure_id", "in": "path", "required": True, "schema": {"type": "string"}}
    page = {"text/html": {"schema": {"type": "string"}}}
    answers = {FORMATS["json"]: {"schema": figure}} | page
    gone = {FORMATS["json"]: {"schema": _reference("Error")}} | page
    return {
        "get": {
            "operationId": "figure",
            "summary": "一个数字：浏览器得到网页，程序得到 JSON（Accept，或 format=json）",
            "parameters": [
                number,
                {"name": FORMAT, "in": "query", "schema": {"type": "string", "enum": ["json", "html"]}},
            ],
            "responses": {"200": {"description": "这个数字与出处", "content": answers}}
            | {status: _error(status) for status in ("304", "400", "401", "403", "405", "503")}
            | {"404": {"description": "当前版本没有这个数字", "content": gone}},
            "security": [{}, {"word": []}],
        }
    }


PERMALINK_ONLY = (
    Field("sentence", "text", "所在的原句；文档不在服务器上时为空"),
    Field("text", "text", "可直接引用的句子"),
    Field("title", "text", "报告标题"),
    Field("url", "text", "报告网址"),
    Field("definition", "text", "指标定义"),
    Field("version", "text", "数据版本"),
    Field(STAMP, "text", "数据要求写明的话"),
)


def _parameter(name: str) -> dict:
    said, schema = PARAMETERS[name]
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _row(fields: tuple[Field, ...]) -> dict:
    found = {}
    for field in fields:
        schema: dict = _TYPES[field.kind] | {"description": field.meaning}
        found[field.name] = schema | ({"enum": list(field.codes)} if field.codes else {})
    return _object(found)


def _object(properties: dict) -> dict:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reference(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _error(status: str, said: str = "") -> dict:
    found: dict = {"description": said or _ERRORS[status]}
    if status != "304":
        found["content"] = {"application/json": {"schema": _reference("Error")}}
    return found


assert set(SHARED) <= set(PARAMETERS)
