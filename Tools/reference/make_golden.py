"""Writes every file of Schema/golden anew from the reference; the same bytes each time."""

import json
from pathlib import Path

import golden_folds
import golden_lines
from cairn_reference import element_name

GOLDEN = Path(__file__).resolve().parents[2] / "Schema" / "golden"
TEXTS = ["music", "Kunst & Kultur", "caf\u00e9", "cafe\u0301", "a" * 128, "a" * 129, "", "A/b"]


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    files = {
        "lines.json": golden_lines.make(),
        "folds.json": golden_folds.make(),
        "derived.json": golden_folds.derived(),
        "elements.json": [{"text": text, "element": element_name(text)} for text in TEXTS],
    }
    for name, cases in files.items():
        text = json.dumps(cases, ensure_ascii=False, indent=1) + "\n"
        (GOLDEN / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(cases)}")


if __name__ == "__main__":
    main()
