"""The engine as a library: it goes by the folder that it was given, and may be sent to another process."""

import pickle
import shutil
from pathlib import Path

import pytest

from etl.engine import Engine, Rulebook
from tests.rules import RULES

REPOSITORY = Path(__file__).resolve().parents[3]
TEXT = "云岭市应急管理局2024年工作总结\n全年放流鱼苗3200尾，检查企业120家次。\n"
FRY = """{id: fry_released, theme: service, name_zh: 放流鱼苗, name_en: Fry released, unit: 尾, position: 99,
definition: 放流的鱼苗数。, counts: [放流鱼苗N尾], excludes: [养殖], match: [{units: 尾, says: 放流}]}
"""


@pytest.fixture(scope="module")
def of_another_folder(tmp_path_factory):
    data = tmp_path_factory.mktemp("rules") / "data"
    shutil.copytree(REPOSITORY / "data", data, ignore=shutil.ignore_patterns("published", "demo"))
    (data / "indicators/fry_released.yml").write_text(FRY, encoding="utf-8")
    return Engine(Rulebook(data))


def indicators(engine: Engine) -> list[str]:
    return [figure.indicator for figure in engine.read_text(TEXT).figures]


def test_two_engines_side_by_side_go_each_by_its_own_folder(of_another_folder):
    ours = Engine(RULES)
    for _ in range(2):  # nothing of the one stays behind in the other
        assert indicators(ours) == ["", "inspections"]
        assert indicators(of_another_folder) == ["fry_released", "inspections"]


def test_an_engine_that_was_sent_reads_as_before(of_another_folder, tmp_path):
    sent = pickle.loads(pickle.dumps(of_another_folder))
    assert sent.read_text(TEXT) == of_another_folder.read_text(TEXT)
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert sent.read(path).figures == of_another_folder.read_text(TEXT).figures
