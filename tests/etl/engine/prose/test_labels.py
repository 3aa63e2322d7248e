"""What is counted is told without what heads its item or opens its clause."""

import pytest

from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose
from tests.rules import RULES

CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市")
LABELS = {
    "三、办理行政许可46件，行政处罚20件。": ["办理行政许可", "行政处罚"],
    "3.行政强制17件。": ["行政强制"],
    "4、受理投诉举报88件，办结88件。": ["受理投诉举报", "办结"],
    "⑥召开执法例会12次。": ["召开执法例会"],
    "一是检查企业400家次；二是发放宣传册900册。": ["检查企业", "发放宣传册"],
    "二是全年共作出行政处罚60件，其中简易程序8件。": ["作出行政处罚", "简易程序"],
    "十一届全会精神宣讲覆盖企业30家。": ["十一届全会精神宣讲覆盖企业"],
}


@pytest.mark.parametrize("text", LABELS)
def test_a_label_keeps_no_number_of_its_item(text):
    figures = extract_prose(RULES, text, CONTEXT).figures
    assert [figure.label for figure in figures] == LABELS[text]
