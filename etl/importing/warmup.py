"""Load what reading needs before the first document comes, so that no child does it again and again."""

import json
from dataclasses import asdict

from etl.engine import Engine
from etl.engine.reading import load_readers
from etl.importing import task
from etl.importing.wire import dump


def warm_up(engine: Engine) -> None:
    """Load every reader, and the engine with its rules by reading made-up reports."""
    load_readers()
    engine.prepare()
    for name, made_up in (("-.txt", _PROSE), ("-.html", _TABLE)):
        answer = task.read(engine, made_up.encode(), name, 10_000)
        task.find(engine, json.loads(dump(answer))["document"], asdict(answer["context"]))


# A little of everything: what a child loads, it takes away with it. The forms of tables alone cost a quarter
# of a second.
_PROSE = """云岭市应急管理局2024年行政执法工作报告
一、总体情况
全市共检查企业120家次，其中重大事故隐患3项，同比增长5%。开展某某专项行动，立案2起，罚款3万余元。未发生行政复议。
下一步，2025年计划检查企业200家次。
单位	立案数量	罚没金额（万元）
青禾区	3	1.2
合计	3	1.2
云岭市应急管理局
2025年1月20日
"""
_TABLE = """<html><head><title>云岭市应急管理局2024年度行政执法统计年报</title></head><body>
<p>表一 行政处罚实施情况统计表</p><table>
<tr><td>警告</td><td>罚款</td><td>合计</td><td>罚没金额（万元）</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4.5</td></tr></table></body></html>
"""
