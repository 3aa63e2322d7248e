"""Spans of time that count, as they were measured and not set: 平均用时1.5天, 比上年多9天."""

import re

from etl.engine.prose.attach import Numeral

# A span of time that was measured, not a term that was set: 平均用时1.5天, 平均年龄44.7岁
DURATION = re.compile(
    r"(?:周期|用时|时长|办理时间|历时|平均年龄|资料|督导|服务|培训|学习|巡护|巡查|巡航|航行|飞行|值守|播放|播出|公益广告|授课|耗时|[由从](?:上年|去年)的|天数|监测|优良|优级?|良级?|达标|污染|无霾|(?:节约|节省|缩短|压缩|压减)(?:办理|审批|办事|办结)?(?:时限|时间|工期|期限)|(?:时限|时间|周期|工期)[^，。；、]{0,4}(?:节约|节省|缩短|压缩|压减)了?|(?:缩短|压缩|降低?)[为至到]|平均[^，。；、]{0,4}(?:时限|时间)|[较比](?:上年|去年|上月|同期|法定)[^，。；、]{0,4}(?:增加|减少|多|少|提前|延长|缩短|压缩))"
    r"(?:约|为|达|共|累计|仅)?$"
)
DURATION_UNITS = frozenset(("天", "小时", "分钟", "岁", "个小时", "余小时", "个工作日", "工作日", "个月"))


def is_measured(text: str, n: Numeral) -> bool:
    """Return whether the words before a span of time say that it was measured."""
    return n.unit in DURATION_UNITS and bool(DURATION.search(text, max(0, n.start - 12), n.start))
