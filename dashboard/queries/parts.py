"""Which agencies' reports break an indicator down."""

import pandas as pd

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards_of_figures, months, places


def broken_down(published: Published, filters: Filters, indicator: str, limit: int = 200) -> pd.DataFrame:
    """Agencies and years with two or more parts of the indicator, those with most that are not zero first.

    What a report tells of other bodies (a row of its table each) breaks nothing of its agency's down.
    Columns: agency, year, parts. `queries.breakdown` then gives the parts of one of them.
    """
    where = Where().add("f.indicator = ?", indicator).add_in("f.year", filters.years)
    where.add("f.measure = 'level' AND f.status <> 'rejected' AND f.scope <> 'other'")
    where.add("(f.sector <> '' OR f.part <> '')")
    if filters.basis != "any":
        where.add("f.scope = ?", filters.basis)
    return published.query(
        f"""
        SELECT f.agency, f.year, count(*) AS parts FROM figure f JOIN agency a USING (agency)
        WHERE {places(filters, where)} GROUP BY f.agency, a.adcode, f.year HAVING count(*) >= 2
        ORDER BY count_if(f.value > 0) DESC, parts DESC, f.year DESC, a.adcode LIMIT {int(limit)}
        """,
        where.parameters,
    )


def parts_in_common(published: Published, filters: Filters, indicator: str, least: int = 2) -> pd.DataFrame:
    """Parts and sectors of the indicator that several agencies give, so that like can stand beside like.

    Columns: dimension (part, sector), name, agencies. Commonest first; only names of `least` agencies on.
    """
    where = _broken_down_figures(filters, indicator)
    return published.query(
        f"""
        SELECT CASE WHEN f.part = '' THEN 'sector' ELSE 'part' END AS dimension, f.sector || f.part AS name,
            count(DISTINCT f.agency) AS agencies
        FROM figure f JOIN agency a USING (agency)
        WHERE {where} AND (f.part = '' OR f.sector = '')
        GROUP BY ALL HAVING agencies >= {int(least)} ORDER BY agencies DESC, name
        """,
        where.parameters,
    )


def marks_of_part(
    published: Published, filters: Filters, indicator: str, dimension: str, name: str
) -> pd.DataFrame:
    """One part or sector of the indicator by agency and year: marks that are alike in what they leave out,
    such as the notices published on the website, or the inspections of mines.

    Columns as `queries.headlines`; `part` holds the part's or sector's name, `derived` and `conflict` are
    false. An agency whose reports give the part twice for a year with different values has no mark.
    """
    if dimension not in ("part", "sector"):
        raise ValueError(f"dimension must be part or sector, not {dimension!r}")
    other = "sector" if dimension == "part" else "part"
    where = _broken_down_figures(filters, indicator)
    where.add(f"f.{dimension} = ? AND f.{other} = ''", name)
    where.add_all(guards_of_figures(filters))
    return published.query(
        f"""
        WITH one AS (
            SELECT f.agency, f.year, f.indicator, f.scope, f.campaign, f.period_start, f.period_end,
                min(f.value) AS value, max(f.value_high) AS value_high, min(f.approx) AS approx,
                min(f.unit) AS unit, min(f.status) AS status,
                list(f.figure_id ORDER BY f.ordinal) AS figure_ids, min(f.printed) AS printed,
                min(f.label) AS label, min(f.report_id) AS report_id
            FROM figure f JOIN agency a USING (agency) WHERE {where}
            GROUP BY f.agency, f.year, f.indicator, f.scope, f.campaign, f.period_start, f.period_end
            HAVING count(DISTINCT f.value) = 1
        )
        SELECT o.agency, a.adcode, a.province, a.city, a.district, a.level, a.trade, o.year, o.indicator,
            i.name_zh, i.theme, i.unit AS indicator_unit, o.value, o.value_high, o.approx, o.unit, o.scope,
            false AS derived, o.campaign, ? AS part, o.period_start, o.period_end,
            {months("o")} AS period_months, o.report_id, r.kind, o.status, o.figure_ids, false AS conflict,
            o.printed, o.label, r.year IS DISTINCT FROM o.year AS quoted, false AS from_superior
        FROM one o JOIN agency a USING (agency) JOIN indicator i ON i.id = o.indicator
        JOIN report r ON r.report_id = o.report_id
        QUALIFY row_number() OVER (PARTITION BY o.agency, o.year ORDER BY o.scope <> 'own', o.campaign <> '',
            period_months DESC, o.period_end DESC) = 1
        ORDER BY o.year, a.adcode, o.agency
        """,
        [*where.parameters, name],
    )


def _broken_down_figures(filters: Filters, indicator: str) -> Where:
    where = Where().add("f.indicator = ?", indicator).add_in("f.year", filters.years)
    where.add("f.measure = 'level' AND f.status <> 'rejected' AND f.scope <> 'other'")
    where.add("(f.sector <> '' OR f.part <> '')")
    return places(filters, where)
