"""Administrative reviews that the reporting body decides: what they were asked of, and how they ended."""

import re

from etl.engine.model import ReportContext
from etl.engine.prose.clauses import Words
from etl.engine.prose.powers import DID
from etl.engine.prose.subjects import Scope

# Headings, the last of which that names one is on reviews: decisions below it are what these are asked of
_ABOUT = re.compile(
    "^(?!.*(?:处罚|许可|强制|执法)).*复议(?!.*(?:诉讼|应诉))(?=[^；]*(?:案件|申请|事项|情况|工作))"
)
# Whoever says so decides reviews: 受理复议申请, 审结复议案件
_DECIDES = re.compile(
    "(?:受理|审结|审理|办结)[^，。；、]{0,8}复议|复议(?:案件|申请)?[^，。；]{0,6}(?:受理|审理|审结)|复议机关"
    "|复议.*(?:受理|审理|审结|收案|纠错)情况"
)
_AGAINST_US = re.compile("被(?:申请|提起)[^，。；]{0,4}复议")
_OTHER = re.compile("诉讼|应诉|处罚决定|立案查处")
_TAKEN_UP = re.compile("受理$")
_BY_TITLE = re.compile("^(?!.*(?:处罚|许可|强制|执法|公开)).*复议.*(?:案件|申请|情况|工作|统计|分析|数据)")
_DECIDING = re.compile("司法[局厅]|人民政府$|复议局|复议办")
_REVIEWS = frozenset(("reconsiderations", "litigations"))
# of what is not decided yet
_BEFOREHAND = frozenset(("legal_reviews", "major_case_deliberations", "hearings"))
_DECISIONS = frozenset(("penalties", "licences", "coercions"))
_ENDED = frozenset(("overturned", "cases_closed"))


def topic_of(context: ReportContext) -> str:
    """Return the heading that a document about reviews stands under as a whole, "" for any other."""
    if not _BY_TITLE.search(context.title):
        return ""
    return "行政复议案件受理情况" if _DECIDING.search(context.agency) else "行政复议案件情况"


def about_reviews(headings: str) -> bool:
    """Return whether what stands below the headings is about reviews, and not about enforcement."""
    return bool(_ABOUT.search(headings))


def ends_review(indicator: str, headings: str, around: Words, scope: Scope, told: bool) -> bool:
    """Return whether the words tell how reviews ended that the body decided: 审结复议案件60件，撤销5件.

    `told`: reviews are what was last counted in this section.
    """
    if indicator not in _ENDED or "败诉" in around.before:
        return False
    said = around.lead if _speaks_of_reviews(around.lead) else ""
    if not (said or told or about_reviews(headings)):
        return False
    decided_by_several = scope.kind == "system" and "被" not in around.before
    return decided_by_several or bool(_DECIDES.search(said or headings))


def of_review(indicator: str, divided: str, headings: str, around: Words) -> str:
    """Return of which reviews a number is that would be of `indicator` else, "" for none.

    `divided`: the indicator of what the words divide, where they do.
    """
    if indicator == "litigations" and _goes_on_with_reviews(around):
        return "reconsiderations"
    if indicator not in _DECISIONS:
        return ""
    if divided in _REVIEWS or divided in _BEFOREHAND and not DID.search(around.raw):
        return divided  # 法制审核52件，其中行政处罚40件
    return "reconsiderations" if _is_asked_of(headings, around) else ""


def _is_asked_of(headings: str, around: Words) -> bool:
    """Return whether a decision that the words name is what a review was asked of, or was not taken up."""
    if _TAKEN_UP.search(around.before):
        told = _speaks_of_reviews(around.lead) and "许可" not in around.lead
        return told or about_reviews(headings)
    return about_reviews(headings) and not DID.search(around.raw)


def _goes_on_with_reviews(around: Words) -> bool:
    """Return whether reviews were named last, and no lawsuit: 行政复议6件，维持4件，尚未审结1件."""
    return "诉" not in around.raw + around.after and around.lead.rfind("复议") > around.lead.rfind("诉")


def _speaks_of_reviews(lead: str) -> bool:
    """Whether reviews are what the words before a number named last, none asked of the body's own acts."""
    named = lead.rfind("复议")
    return named >= 0 and not (_OTHER.search(lead, named) or _AGAINST_US.search(lead))
