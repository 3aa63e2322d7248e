"""The codes of the published database in the words that pages show."""

BASES = {"any": "不限", "own": "本机关", "system": "全系统"}
LEVELS = {"province": "省级", "city": "市级", "district": "区县级", "township": "乡镇级"}
THEMES = {
    "enforcement": "执法",
    "inspection": "检查",
    "hazard": "隐患",
    "training": "培训",
    "publicity": "普法宣传",
    "service": "服务",
    "resource": "队伍",
}
# What offices answer rather than enforce: no page opens on these while it has enforcement to compare.
ADMINISTRATION = (
    "licences",
    "reconsiderations",
    "litigations",
    "consultations",
    "guidance_visits",
    "disclosure_requests",
)
KINDS = {
    "rule_of_law": "法治政府建设年度报告",
    "enforcement": "行政执法年度报告",
    "statistics_table": "行政执法统计年报",
    "disclosure": "政府信息公开年度报告",
    "bulletin": "通报或总结",
}
EXTENTS = {"full": "已读全文", "excerpt": "只读到摘录"}
STATUSES = {"reviewed": "已人工核对", "extracted": "程序提取，未核对", "rejected": "已剔除"}
MEASURES = {"level": "数量", "share": "占比", "change": "变化", "rate": "比率"}
