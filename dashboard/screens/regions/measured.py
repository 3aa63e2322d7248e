"""What the region view counts of the divisions below a place, and how that is to be read."""

import pandas as pd

from dashboard import words
from dashboard.comparability import SCOPE_TEXT
from dashboard.queries import Filters
from dashboard.queries.regions import disclosing, medians
from dashboard.screens.regions.choice import Asked
from dashboard.screens.regions.tree import children, with_texts
from dashboard.view import View

_SHADED = {"disclosing": "披露机构数", "reports": "报告份数", "median": "中位数"}


def measured(view: View, filters: Filters, asked: Asked, tree: pd.DataFrame) -> pd.DataFrame:
    """The divisions below `at` with the columns of tiles.tile_map, and their figures as `figure_ids`."""
    codes = children(tree, asked.at)
    widths = sorted({len(code) for code in codes})
    counted = [disclosing(view.published, filters, asked.indicator["id"], width) for width in widths]
    found = pd.concat(counted) if counted else pd.DataFrame({"code": []})
    found = found[found["code"].isin(codes)]
    if asked.measure == "median" and len(found):
        year = asked.years[0]
        middles = [
            medians(view.published, filters, asked.indicator["id"], year, asked.basis, width)
            for width in widths
        ]
        found = found.drop(columns="figure_ids").merge(pd.concat(middles), on="code", how="left")
    return with_texts(found.sort_values("code"), asked.measure, asked.indicator["unit"])


def explanation(asked: Asked, shaded: bool = True) -> str:
    """What a number means, and, of tiles, its shade."""
    about = f"颜色深浅按{_SHADED[asked.measure]}，不表示好坏" if shaded else "多少不表示好坏"
    if asked.measure == "disclosing":
        return f"“3/5”指{words.HEARD}的5个机构中3个有这一项。{about}；空白处数据中没有机构或报告。"
    if asked.measure == "reports":
        return f"{about}；空白处数据中没有机构或报告。"
    level, scope = words.LEVELS[asked.basis.level], SCOPE_TEXT[asked.basis.scope]
    basis = f"{level}机构、{scope}、全年（十一个月以上）、非专项"
    return f"只取{basis}的数字，各地才可并列；不作合计，因为机构上下级有重叠，未披露的也不等于零。{about}。"
