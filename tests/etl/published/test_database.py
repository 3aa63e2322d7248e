"""The checks of a written file: each breach of a rule keeps it from being published."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.published.database import check
from etl.published.errors import PublishFailed
from etl.publishing.build import build
from tests.datafolder import DataFolder

BREACHES = {
    "figure_id 有重复": "UPDATE figure SET figure_id = 1",
    "数字的报告不在 report 表": "DELETE FROM report WHERE report_id = 'b-2024'",
    "报告的机构不在 agency 表": "DELETE FROM agency WHERE agency = '云岭市应急管理局'",
    "数字的指标不在 indicator 表": "DELETE FROM indicator WHERE id = 'inspections'",
    "数字的起止位置不合": "UPDATE figure SET end_offset = start_offset WHERE start_offset IS NOT NULL",
    "有两个代表数字": "INSERT INTO headline FROM headline LIMIT 1",
    "不能代表全部的数字成了代表数字": "UPDATE figure SET whole = ''",
    "headline 表引用了不存在的数字": "UPDATE headline SET figure_ids = [1]",
    "figure 表的 value 列有空值": "UPDATE figure SET value = NULL",
    "headline 表的 printed 列有空值": "UPDATE headline SET printed = NULL",
    "figure 有 1 行，应为 2 行": "DELETE FROM figure WHERE report_id = 'a-2024'",
}
COUNTS = {"figure": 2}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """What a build makes."""
    data_folder = DataFolder(tmp_path_factory.mktemp("sound"))
    data_folder.add_report("a-2024", text="全年检查企业120家次。")
    data_folder.add_figures("a-2024", {"start": "6"})
    data_folder.add_report("b-2024", year="2023", period_start="2023-01-01", period_end="2023-12-31")
    data_folder.add_figures("b-2024", {})
    return build(data_folder.folders).version


@pytest.fixture
def written(sound, tmp_path):
    """A sound file that a test may break."""
    return Path(shutil.copy(sound, tmp_path / "written.duckdb"))


def test_a_sound_file_passes(written):
    check(written, COUNTS)


@pytest.mark.parametrize("meaning", BREACHES)
def test_a_breach_is_named(written, meaning):
    with duckdb.connect(str(written)) as connection:
        connection.execute(BREACHES[meaning])
        if "不在" in meaning or "起止" in meaning:  # leave nothing that another rule would find first
            connection.execute("DELETE FROM headline; DELETE FROM quality_check")
    with pytest.raises(PublishFailed, match="上一版仍在使用") as raised:
        check(written, COUNTS)
    assert meaning in str(raised.value)
