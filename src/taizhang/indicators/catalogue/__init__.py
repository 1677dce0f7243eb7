"""The built-in indicators 内置指标: one data file per area, version 1 of each."""

import tomllib
from functools import lru_cache
from pathlib import Path

from taizhang.indicators.indicator import Indicator, from_data

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def built_in() -> dict[str, Indicator]:
    """Every built-in indicator by code, in the order of the files; `area` at the head of a file names its area."""
    found: dict[str, Indicator] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for entry in data.get("indicator", ()):
            indicator = from_data(entry, area=str(data.get("area", path.stem)))
            if indicator.code in found:
                raise ValueError(f"{path.name}: {indicator.code} is there twice")
            found[indicator.code] = indicator
    return found
