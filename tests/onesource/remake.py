"""Make the files in samples/ anew: python -m tests.onesource.remake

Needs LibreOffice (soffice), Chromium, and where they are installed wkhtmltopdf and xelatex (with the packages
of Debian's texlive-lang-chinese). The tests read the kept files and need none of these programs.
"""

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment
from openpyxl.worksheet.properties import PageSetupProperties

from tests.etl.samplefiles import docx_file, placed, xlsx_file
from tests.onesource.documents import Source, sources

SAMPLES = Path(__file__).parent / "samples"
FONT = "Noto Sans CJK SC"
# What is kept of each, so that all samples together stay near 1.5 megabytes.
_KEPT = {
    "statistics": ("pdf", "odt", "docx", "doc", "xls", "ods"),
    "disclosure": ("pdf", "odt", "docx", "doc", "xls"),
    "bulletin": ("pdf", "odt", "docx", "xls", "ods"),
    "layout": ("pdf", "docx", "doc", "rtf"),
    "plain": ("doc",),
}
# Sources without lines, as each program prints a sheet or a page: `calc` a sheet fitted to the page's width.
_PRINTED = {"plain": ("calc", "writer"), "unruled": ("calc", "writer", "chromium")}
_TAGS = {
    "title": "<h1 align=center>{}</h1>",
    "caption": "<div align=center>{}</div>",
    "right": "<div align=right>{}</div>",
}


def main() -> None:
    """Write every sample; those of a program that is missing stay as they are."""
    SAMPLES.mkdir(exist_ok=True)
    for source in sources():
        with tempfile.TemporaryDirectory() as folder:
            _make(source, Path(folder))


def _make(source: Source, folder: Path) -> None:
    page, word, sheet = folder / "page.html", folder / "word.docx", folder / "sheet.xlsx"
    blocks: list = []
    for kind, content, *_ in source.blocks:
        blocks += content if kind in ("columns", "frame") else [content]
    page.write_text(web_page(source), encoding="utf-8")
    word.write_bytes(docx_file(blocks))
    sheet.write_bytes(xlsx_file(blocks))
    files = {"pdf": word, "odt": word, "rtf": word, "docx": page, "doc": page, "xls": sheet, "ods": sheet}
    for kind in _KEPT.get(source.name, ()):
        _office(files[kind], kind, source.name, "lo")
    printed = _PRINTED.get(source.name, ())
    if "calc" in printed:
        sheet.write_bytes(_fitted(blocks))
        _office(sheet, "pdf", source.name, "calc")
    if "writer" in printed:
        _office(page, "pdf", source.name, "writer", ["--writer"])
    if (
        source.name == "statistics" or "chromium" in printed
    ):  # it keeps large parts of the font: two are enough
        chromium = shutil.which("chromium") or "chromium"
        how = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        _run([chromium, *how, f"--print-to-pdf={SAMPLES / source.name}.chromium.pdf", page.as_uri()])
    _run(["wkhtmltopdf", "-q", "-s", "A4", str(page), str(SAMPLES / f"{source.name}.qt.pdf")])
    if source.name == "bulletin" and shutil.which("xelatex"):
        (folder / "page.tex").write_text(latex(source), encoding="utf-8")
        _run(["xelatex", "-interaction=batchmode", "page.tex"], folder)
        shutil.copy(folder / "page.pdf", SAMPLES / f"{source.name}.latex.pdf")


def _fitted(blocks: list) -> bytes:
    """A sheet as a careful clerk leaves it: words wrapped in columns of some width, on one page across."""
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_file(blocks)))
    sheet = workbook.active
    tables = [placed(block) for block in blocks if not isinstance(block, str)]
    across = max(column + wide for table in tables for _, column, _, wide, _ in table)
    sheet.column_dimensions["A"].width = 22
    for row in sheet.iter_rows():
        for cell in row:
            words = isinstance(cell.value, str)
            middle = words and cell.column > 1
            cell.alignment = Alignment("center" if middle else None, "center", wrap_text=words)
    top = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=across)
            sheet.row_dimensions[top].height = 15 * (1 + len(block) // 40)
            top += 1
        else:
            cells = placed(block)
            for row, column, high, wide, text in cells:
                lines = 1 + len(text) // (4 * wide if column else 10)
                if high == 1 and not text.replace(".", "").isdigit():
                    now = sheet.row_dimensions[top + row].height or 15
                    sheet.row_dimensions[top + row].height = max(now, 15 * lines)
            top += max(row + high for row, _, high, _, _ in cells)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _office(file: Path, kind: str, name: str, program: str, how: Sequence[str] = ()) -> None:
    to = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97"}.get(kind, kind)
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    done = _run(
        [
            "soffice",
            profile,
            "--headless",
            *how,
            "--convert-to",
            to,
            "--outdir",
            str(file.parent / "out"),
            str(file),
        ]
    )
    if done:
        shutil.copy(file.parent / "out" / f"{file.stem}.{kind}", SAMPLES / f"{name}.{program}.{kind}")


def _run(command: list[str], folder: Path | None = None) -> bool:
    if not shutil.which(command[0]):
        print(f"{command[0]}: not installed, its samples stay as they are")
        return False
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, timeout=300)
    return True


def web_page(source: Source) -> str:
    """A page to be printed: CSS for browsers, HTML's own attributes for LibreOffice."""
    border = 1 if source.ruled else 0
    body = []
    for kind, content, *_ in source.blocks:
        if kind == "table":
            how = f'border="{border}" cellspacing="0" cellpadding="4" width="100%"'
            body.append(f"<table {how}>{rows(content)}</table>")
        elif kind in ("columns", "frame"):
            body.append(f"<div class={kind}>{''.join(f'<p>{escape(text)}</p>' for text in content)}</div>")
        else:
            body.append(_TAGS.get(kind, "<p>{}</p>").format(escape(content)))
    style = (
        f"@page{{size:21cm 29.7cm;margin:2cm}}body{{font-family:'{FONT}';font-size:10.5pt;line-height:1.6}}"
        "h1{font-size:16pt}p{text-indent:2em;margin:3pt 0}td{font-size:8pt;text-align:center;line-height:1.3}"
        "table{border-collapse:collapse}.columns{columns:2}"
        ".frame{float:right;width:40%;border:1px solid #999;margin:4pt}"
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{source.blocks[0][1]}</title>'
        f"<style>{style}</style></head><body>{''.join(body)}</body></html>"
    )


def rows(table: list) -> str:
    """The rows of a table as HTML."""
    out: dict[int, str] = {}
    for row, _, high, wide, text in placed(table):
        cell = f'<td align="center" colspan="{wide}" rowspan="{high}">{escape(text)}</td>'
        out[row] = out.get(row, "") + cell
    return "".join(f"<tr>{out[row]}</tr>" for row in sorted(out))


def latex(source: Source) -> str:
    """A document of paragraphs and one long ruled table of plain rows."""
    out = [
        r"\documentclass[UTF8,fontset=none]{ctexart}\usepackage[a4paper,margin=2cm]{geometry}",
        rf"\usepackage{{longtable,fancyhdr}}\setCJKmainfont{{{FONT}}}\setmainfont{{{FONT}}}",
        rf"\pagestyle{{fancy}}\fancyhf{{}}\chead{{{source.header}}}",
        r"\cfoot{-- \thepage\ --}\begin{document}",
    ]
    for kind, content, *_ in source.blocks:
        if kind == "table":
            columns = max(column + wide for _, column, _, wide, _ in placed(content))
            out.append(rf"{{\small\begin{{longtable}}{{|{'c|' * columns}}}\hline")
            for row in content:
                cells = [
                    rf"\multicolumn{{{each[1]}}}{{|c|}}{{{each[0]}}}" if isinstance(each, tuple) else each
                    for each in row
                ]
                out.append(" & ".join(cells) + r"\\\hline")
            out.append(r"\end{longtable}}")
        else:
            where = {"title": "center", "caption": "center", "right": "flushright"}.get(kind)
            text = re.sub(r"([%&#_])", r"\\\1", content)
            out.append(rf"\begin{{{where}}}{text}\end{{{where}}}" if where else f"\n{text}\n")
    return "\n".join([*out, r"\end{document}"])


if __name__ == "__main__":
    main()
