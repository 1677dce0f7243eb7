"""The pack of docs/policies.md, taken from the page itself, so that what is written there is true."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "policies.md"


def write_pack(root: Path) -> Path:
    """Put the example of the page into `root` as its writer would; returns the folder of the pack."""
    text = PAGE.read_text("utf-8")
    folder = root / "chengdong" / "equipment_award"
    folder.mkdir(parents=True)
    parts = {
        "policy.py": section(text, "policy.py", "python"), "parameters.yaml": section(text, "parameters.yaml", "yaml"),
        "facts.yaml": section(text, "facts.yaml", "yaml"), "cases.yaml": section(text, "cases.yaml", "yaml"),
        "source.md": "城东科规〔2026〕1号（示例，虚构）。\n",
    }  # fmt: skip
    for name, content in parts.items():
        (folder / name).write_text(content, "utf-8")
    return folder


def section(text: str, heading: str, language: str) -> str:
    """The first code block below the heading that ends with a file's name."""
    below = re.split(rf"^## .*{re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    found = re.search(rf"```{language}\n(.*?)```", below, re.DOTALL)
    assert found, heading
    return found[1]
