"""/api/v1/…: the same numbers and verdicts as the pages, in four forms, a page at a time."""

import hashlib
import io
import json
from urllib.parse import quote, urlsplit

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from dashboard.drawing.marks import judged
from dashboard.queries import Filters, headlines
from dashboard.serving.api import access, service
from dashboard.serving.api.resources import RESOURCES
from dashboard.serving.api.service import Api
from tests.dashboard.asgi import get
from tests.pages.conftest import AGENCIES, some_figures
from tests.stores import published


async def elsewhere(scope, receive, send):
    """What stands behind the API: whatever reaches it is not the API's."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 418, "headers": []})
        await send({"type": "http.response.body", "body": b"elsewhere"})


APP = Api(elsewhere)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return published(tmp_path_factory.mktemp("published"), some_figures())


@pytest.fixture(autouse=True)
def in_service(store, monkeypatch):
    monkeypatch.setenv("PUBLISHED_DIR", str(store.path.parent))
    monkeypatch.delenv("PUBLIC_ADDRESS", raising=False)


def asked(path: str, query: str = "", **headers):
    return get(APP, path, quote(query, safe="=&%"), host="duizhao.example", **headers)


def rows(name: str, query: str = "", form: str = "json") -> pd.DataFrame:
    """Every row of a resource, page by page, as a program would collect them."""
    found, path = [], f"/api/v1/{name}"
    query = f"{query}&format={form}".lstrip("&")
    while True:
        status, headers, body = asked(path, query)
        assert status == 200, body.decode()
        found.append(READERS[form](body))
        link = headers.get("link")
        if link is None:
            return pd.concat(found, ignore_index=True)
        query = urlsplit(link[1:].partition(">")[0]).query


READERS = {
    "json": lambda body: pd.DataFrame(json.loads(body)["rows"]),
    "csv": lambda body: pd.read_csv(io.BytesIO(body), dtype={"adcode": str, "figure_id": str}),
    "parquet": lambda body: pq.read_table(io.BytesIO(body)).to_pandas(),
    "arrow": lambda body: pa.ipc.open_stream(body).read_all().to_pandas(),
}


@pytest.mark.parametrize("name", RESOURCES)
def test_pages_of_any_size_hold_the_same_rows_as_one(name):
    whole = rows(name)
    assert list(whole.columns) == [field.name for field in RESOURCES[name].fields]
    for limit in (3, 7):
        paged = rows(name, f"limit={limit}")
        assert paged.astype(str).equals(whole.astype(str))


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow"])
def test_every_form_gives_the_same_numbers(form):
    one, other = rows("figures", "limit=40"), rows("figures", "limit=40", form)
    assert list(other.columns) == list(one.columns)
    assert one["figure_id"].tolist() == other["figure_id"].astype(str).tolist()
    assert one["value"].tolist() == other["value"].tolist()


@pytest.mark.parametrize(
    "query, filters",
    [
        ("", Filters()),
        ("years=2024", Filters(years=(2024,))),
        ("years=2023&years=2024&basis=本机关", Filters(basis="own")),
        (f"agency={AGENCIES[1]}&agency={AGENCIES[2]}", Filters(agencies=(AGENCIES[1], AGENCIES[2]))),
        ("region=东岭省/云岭市&campaign=false", Filters(divisions=("9901",), include_campaign=False)),
        ("level=区县级&approx=false", Filters(levels=("district",), include_approximate=False)),
    ],
)
def test_marks_and_verdicts_are_those_of_the_pages_under_the_same_filters(store, query, filters):
    found, shown = rows("headlines", query + "&limit=4"), judged(headlines(store, filters))
    key = ["indicator", "agency", "year"]
    found, shown = (table.sort_values(key).reset_index(drop=True) for table in (found, shown))
    for name in (*key, "value", "approx", "scope", "verdict", "reasons", "campaign", "report_id"):
        assert found[name].tolist() == shown[name].tolist(), name


def test_of_too_many_marks_no_verdict_is_given_and_it_says_so(monkeypatch):
    monkeypatch.setattr("dashboard.serving.api.verdicts.MOST_JUDGED", 4)
    found = rows("headlines", "indicator=penalties")
    assert set(found["verdict"]) == {""} and "未作判断" in found["reasons"].iloc[0]


def test_a_figure_says_whether_it_may_stand_for_the_whole():
    found = rows("figures", "indicator=licences")
    assert found["whole"].eq("").all() and found["part"].tolist() == ["危化品", "烟花爆竹"]


@pytest.mark.parametrize(
    "query, said",
    [
        ("yaers=2024", "yaers"),
        ("years=1999", "1999"),
        ("years=2023&years=2024&years=2024", "起止"),
        ("region=火星", "火星"),
        ("agency=没有的局", "没有的局"),
        ("basis=x", "本机关"),
        ("approx=perhaps", "true"),
        ("indicator=x", "“x”"),
        ("limit=0", "10000"),
        ("limit=10001", "10000"),
        ("after=3", "next"),
        ("format=xml", "json"),
        ("report=a&report=b", "一次"),
    ],
)
def test_a_slip_in_the_address_is_an_error_that_names_it(query, said):
    status, _, body = asked("/api/v1/figures", query)
    assert status == 400 and said in json.loads(body)["error"]


def test_a_program_that_has_this_version_is_sent_nothing_again(store):
    _, headers, _ = asked("/api/v1/figures", "limit=1")
    status, _, body = asked("/api/v1/figures", "limit=1", if_none_match=headers["etag"])
    assert (status, body) == (304, b"") and headers["x-data-version"] in store.name


def test_pages_of_two_versions_are_not_mixed(tmp_path, monkeypatch):
    link = json.loads(asked("/api/v1/figures", "limit=2")[2])["next"]
    published(tmp_path, some_figures()[:9], name="2026-02-02-bbbbbbbbbbbb")
    monkeypatch.setenv("PUBLISHED_DIR", str(tmp_path))
    status, _, body = get(APP, "/api/v1/figures", urlsplit(link).query)
    assert status == 409 and "从头" in json.loads(body)["error"]


def test_what_the_data_want_said_of_them_stands_in_every_form(tmp_path, monkeypatch):
    published(
        tmp_path, some_figures()[:3], name="2026-03-03-cccccccccccc", meta={"stamp": "演示数据（虚构）"}
    )
    monkeypatch.setenv("PUBLISHED_DIR", str(tmp_path))
    for form in READERS:
        assert set(rows("figures", form=form)["stamp"]) == {"演示数据（虚构）"}


def test_each_figure_leads_to_a_page_for_people_and_the_same_for_programs():
    found = rows("figures", "indicator=major_hazards").set_index("printed")
    link = urlsplit(found.loc["1300余项", "permalink"])
    assert link.netloc == "duizhao.example"
    said = json.loads(asked(link.path)[2])
    assert said["sentence"] == "全年核实重大隐患1300余项。" and said["value"] == 1300
    status, headers, page = asked(link.path, accept="text/html,*/*")
    assert status == 200 and headers["content-type"].startswith("text/html")
    assert "<mark>1300余项</mark>" in page.decode() and "不少于" not in said["printed"]
    assert asked("/figure/123456")[0] == asked("/figure/abc", accept="text/html")[0] == 404


def test_whoever_may_not_see_the_pages_reads_nothing_here(monkeypatch, tmp_path):
    roles, machines = tmp_path / "roles.toml", tmp_path / "machines.toml"
    roles.write_text('viewer = ["zhao@bureau.example"]', encoding="utf-8")
    word = "c0ffee" * 6
    machines.write_text(f'monthly = "{hashlib.sha256(word.encode()).hexdigest()}"', encoding="utf-8")
    monkeypatch.setenv("ROLES_FILE", str(roles))
    monkeypatch.setenv("MACHINES_FILE", str(machines))
    monkeypatch.setattr(access, "sign_in_configured", lambda: True)
    assert asked("/api/v1/figures")[0] == asked("/figure/1")[0] == 401
    assert asked("/api/v1/figures", authorization="Bearer wrong")[0] == 401
    assert asked("/api/v1/figures", authorization=f"Bearer {word}")[0] == 200
    for address, status in (("zhao@bureau.example", 200), ("qian@bureau.example", 403)):
        monkeypatch.setattr(access, "signed_in_address", lambda _, found=address: found)
        assert asked("/api/v1/figures")[0] == status


def test_more_requests_than_can_wait_are_told_to_come_back(monkeypatch):
    monkeypatch.setattr(service, "_waiting", service.AT_ONCE + service.MOST_WAITING)
    status, headers, _ = asked("/api/v1/figures")
    assert status == 503 and headers["retry-after"]


def test_other_addresses_are_the_dashboards():
    assert asked("/figures")[0] == asked("/apis")[0] == 418
    assert asked("/api/v1/nothing")[0] == 404


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize("path", [*(f"/api/v1/{name}" for name in RESOURCES), "/figure/{figure_id}"])
def test_whatever_is_asked_is_answered_as_described(described, path, mode):
    """Questions that the description allows, and ones that it does not: status, type and content of each
    answer are such as the description names."""
    from schemathesis import GenerationMode
    from schemathesis.checks import CHECKS

    asking = described[path]["GET"].as_strategy(generation_mode=GenerationMode(mode))
    # The description cannot say which regions and agencies the data hold: an unknown one is refused.
    excluded = [CHECKS.get_one("positive_data_acceptance")]

    @settings(max_examples=8, suppress_health_check=list(HealthCheck), database=None)
    @given(case=asking)
    def holds(case):
        case.call_and_validate(excluded_checks=excluded)

    holds()


@pytest.fixture(scope="module")
def described():
    import schemathesis  # takes seconds

    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)
