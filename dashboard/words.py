"""The codes of the published database in the words that pages show."""

from etl.engine import codes
from etl.engine.codes import chinese

SCOPES = chinese(codes.SCOPES)
BASES = {"any": "不限", "own": SCOPES["own"], "system": SCOPES["system"]}
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
APPROX = chinese(codes.APPROX)
HEARD = "有报告或数字"  # a superior's bulletin may tell a number of an agency that has no report
EXTENTS = chinese(codes.EXTENTS)
KINDS = chinese(codes.REPORT_KINDS)
LEVELS = chinese(codes.LEVELS)
MEASURES = chinese(codes.MEASURES)
REASONS = chinese(codes.REASONS)
STATUSES = chinese(codes.STATUSES)
WHOLES = chinese(codes.WHOLES)
