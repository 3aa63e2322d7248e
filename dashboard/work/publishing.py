"""The page 发布: what would change, then the switch; the versions that are kept."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import say
from dashboard.frame import show_cards, show_rows, table_height
from dashboard.numbers import plain
from dashboard.work.access import acting
from dashboard.work.frame import do, work_page
from dashboard.work.review.payload import local_time
from dashboard.work.review.words import FIELD_NAMES, field_text
from dashboard.work.roles import Role
from etl.data.rules import rulebook
from etl.engine.errors import EnforcementCompareError
from etl.ledger import ledger_at_hand
from etl.publishing.build import Folders
from etl.publishing.difference import SHOWN, FigureChange
from etl.publishing.versions import Preview, Version, list_versions, name_version, prepare, publish, put_back

CHANGES = {"added": "新增", "changed": "改动", "removed": "移除"}
NO_INDICATOR = "（不属任何指标）"
_PREVIEW, _VERSIONS = "publishing-preview", "publishing-versions"


def publishing_page() -> None:
    work_page("publishing", _draw)


def _draw(row: DeltaGenerator) -> None:
    folders = Folders.from_environment()
    versions = list_versions(folders)
    with row:
        say.caption(_in_service(versions))
    preview = _ask(folders)
    if preview is not None:
        _show_preview(folders, preview)
    _show_versions(folders, versions)


def _in_service(versions: list[Version]) -> str:
    current = next((version for version in versions if version.in_service), None)
    if current is None:
        return "还没有发布过。"
    who = f"，{current.who}于{local_time(current.since)}启用" if current.who and current.since else ""
    return f"现在使用：{_called(current)}（{current.reports} 份报告，{plain(current.figures)} 个数字{who}）"


def _called(version: Version) -> str:
    return f"{version.title}（{version.name}）" if version.title else version.name


def _ask(folders: Folders) -> Preview | None:
    """What the publisher asks to see; the preview that is at hand for it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        unreviewed = st.toggle("未核对的数字也发布（在每张图上都标“未经核对”）", key="publishing-unreviewed")
        first = _PREVIEW not in st.session_state
        look = st.button("看看会有什么变化", type="primary" if first else "secondary")
    if look:
        acting(Role.PUBLISHER)
        try:
            with st.spinner("正在生成并检查新的一版，现在的一版照常使用…"):
                preview = prepare(folders, ledger=ledger_at_hand(), unreviewed=unreviewed)
            st.session_state[_PREVIEW] = (unreviewed, preview)
        except EnforcementCompareError as trouble:  # an earlier version can be put back all the same
            say.error(str(trouble))
    asked, preview = st.session_state.get(_PREVIEW, (None, None))
    return preview if asked == unreviewed else None


def _show_preview(folders: Folders, preview: Preview) -> None:
    for loss in preview.losses:
        say.error(f"{loss}。")
    for warning in preview.warnings:
        say.warning(warning)
    if preview.unchanged:
        st.info("与现在使用的一版相同，不需要发布。")
        return
    totals = {name: sum(getattr(change, name) for change in preview.changes) for name in CHANGES}
    show_cards((CHANGES[name], plain(total), "个数字") for name, total in totals.items())
    if preview.changes:
        show_rows(changes_table(preview), alt="按指标列出的变化", height="content")
        _show_figures(preview.figures)
    else:
        st.info("数字没有变化，只有报告或指标的说明变了。")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(
            "这一版叫什么（可不填）", key="publishing-title", placeholder="例如：2024年度定稿", width=320
        )
        agreed = not preview.losses or st.checkbox("知道少了这些，仍要发布", key="publishing-losses")
        if st.button("发布这一版", type="primary", disabled=not agreed):
            with st.spinner("正在发布…"):
                do(lambda: _publish(folders, preview, title))


def changes_table(preview: Preview) -> pd.DataFrame:
    """How many figures of each indicator change."""
    names = [change.name_zh or change.indicator or NO_INDICATOR for change in preview.changes]
    counts = {text: [getattr(change, name) for change in preview.changes] for name, text in CHANGES.items()}
    return pd.DataFrame({"指标": names} | counts)


def _show_figures(figures: list[FigureChange]) -> None:
    with st.expander(f"逐个看（{len(figures) if len(figures) < SHOWN else f'前{SHOWN}'}个）"):
        kinds = [kind for kind in CHANGES if any(figure.change == kind for figure in figures)]
        chosen = st.segmented_control(
            "变化", kinds, default=kinds[0], format_func=CHANGES.__getitem__, required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        shown = [figure for figure in figures if figure.change == chosen]
        st.dataframe(
            figures_table(shown),
            hide_index=True,
            alt="变化的数字",
            height=table_height(len(shown), 420),
        )


def figures_table(figures: list[FigureChange]) -> pd.DataFrame:
    """The figures that change, one a line; for changed ones which field from what to what."""
    names = {key: indicator.name_zh for key, indicator in rulebook().indicators.items()}
    return pd.DataFrame(
        {
            "机构": [figure.agency for figure in figures],
            "年份": [str(figure.year) for figure in figures],
            "报告": [figure.report_id for figure in figures],
            "指标": [names.get(figure.indicator, NO_INDICATOR) for figure in figures],
            "原文": [figure.printed for figure in figures],
            "变化": [_difference(figure, names) for figure in figures],
        }
    )


def _difference(figure: FigureChange, names: dict[str, str]) -> str:
    if figure.change != "changed":
        said = figure.after or figure.before
        return "，".join(said[name] for name in ("label", "campaign", "part") if said.get(name))
    parts = []
    for name, old in figure.before.items():
        new = figure.after[name]
        parts.append(
            f"{FIELD_NAMES.get(name, '核对')}：{_said(name, old, names)} → {_said(name, new, names)}"
        )
    return "；".join(parts)


def _said(name: str, value: str, names: dict[str, str]) -> str:
    states = {"reviewed": "已核对", "extracted": "未核对"}
    return states.get(value, value) if name == "status" else field_text(name, value, names)


def _publish(folders: Folders, preview: Preview, title: str) -> str:
    who = acting(Role.PUBLISHER)
    version = publish(folders, preview, who, title.strip(), without_ledger=bool(preview.losses))  # agreed to
    st.session_state.pop(_PREVIEW, None)
    return f"已发布：{_called(version)}。图表从现在起用这一版。"


def _show_versions(folders: Folders, versions: list[Version]) -> None:
    if not versions:
        return
    st.subheader("各个版本", anchor=False)
    st.caption("点选一个，可以命名，或重新启用。")
    # Another key once something was done: the row that was chosen for it is chosen no more.
    done = hash(tuple((version.name, version.title, version.in_service) for version in versions))
    chosen = show_rows(
        versions_table(versions), key=f"{_VERSIONS}-{done}", on_select="rerun",
        selection_mode="single-row", alt="保留的版本", height=table_height(len(versions), 420),
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(versions):
        _act_on(folders, versions[rows[0]])


def versions_table(versions: list[Version]) -> pd.DataFrame:
    """The versions that are kept, the latest first."""
    state = ["使用中" if v.in_service else "" if v.intact else "已损坏" for v in versions]
    return pd.DataFrame(
        {
            "状态": state,
            "名称": [version.title for version in versions],
            "文件": [version.name for version in versions],
            "生成": [local_time(version.built_at) if version.built_at else "" for version in versions],
            "报告": [version.reports for version in versions],
            "数字": [version.figures for version in versions],
            "最近启用": [f"{local_time(v.since)} {v.who}" if v.since else "" for v in versions],
        }
    )


def _act_on(folders: Folders, version: Version) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input("名称", version.title, key=f"title-{version.name}", width=320)
        if st.button("改名"):
            do(lambda: _name(folders, version, title))
        if st.button("重新启用这一版", disabled=version.in_service or not version.intact):
            do(lambda: _put_back(folders, version))


def _name(folders: Folders, version: Version, title: str) -> str:
    name_version(folders, version.name, acting(Role.PUBLISHER), title.strip())
    return f"{version.name} 现在叫“{title.strip()}”。"


def _put_back(folders: Folders, version: Version) -> str:
    put_back(folders, version.name, acting(Role.PUBLISHER))
    st.session_state.pop(_PREVIEW, None)
    return f"已重新启用：{_called(version)}。"
