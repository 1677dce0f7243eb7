"""A wheel must hold the front-end files: stop with a sentence where they were not fetched."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):
    """Looks whether every file that taizhang.frontend names is there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # ./start installs the project first and fetches the files after
            return
        frontend = runpy.run_path(str(Path(self.root, "src", "taizhang", "frontend.py")))
        if absent := frontend["missing"]():
            names = ", ".join(path.name for path in absent)
            raise SystemExit(
                f"缺少界面文件 · front-end files are missing: {names}\n"
                "先运行 · run first: PYTHONPATH=src python -m taizhang.frontend"
            )
