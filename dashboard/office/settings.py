"""How a bureau's files look, from config/office.toml: its templates, their layouts by name, typefaces."""

import os
import tomllib
from dataclasses import fields, replace
from pathlib import Path

from dashboard.office.model import Style


class BadSettings(ValueError):
    """The file cannot be used; the message is Chinese and says where and why."""


def office_file() -> Path:
    """OFFICE_FILE, by default config/office.toml."""
    return Path(os.environ.get("OFFICE_FILE", "config/office.toml"))


def style_of(template: str = "", path: Path | None = None) -> Style:
    """The look that the file says, with another template where one is named. Raises BadSettings."""
    style = _read(path or office_file())
    if not template:
        return style
    kinds = {".pptx": "template", ".docx": "memo_template"}
    if Path(template).suffix.lower() not in kinds:
        raise BadSettings(f"模板 {template} 要是 .pptx 或 .docx")
    return replace(style, **{kinds[Path(template).suffix.lower()]: template})


def _read(path: Path) -> Style:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Style()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"{path} 读不了（{error}），请改正") from error
    known = {field.name for field in fields(Style)}
    for name, said in content.items():
        if name not in known:
            raise BadSettings(f"{path} 里没有“{name}”这一项；可以写：{'、'.join(sorted(known))}")
        if not isinstance(said, str):
            raise BadSettings(f"{path} 里的 {name} 应是文字")
    return Style(**content)
