"""The words of data/tables/labels.yml: marks, counters and labels that belong to no form."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "data" / "tables"
LABELS_FILE = "labels.yml"
VOCABULARY: dict[str, list[str]] = yaml.safe_load((FOLDER / LABELS_FILE).read_text(encoding="utf-8"))
