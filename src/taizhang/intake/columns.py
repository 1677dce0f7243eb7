"""JSON as the staged rows hold it: Chinese as itself, written without detour 待导入行里的 JSON."""

import json
from typing import Any

from django.db import models


class Unescaped(json.JSONEncoder):
    """Chinese stays Chinese: half the bytes of \\u4e2d\\u6587, and nothing for a driver to escape again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False})


class Json(models.JSONField):
    """A JSON column of many small values; to migrations a plain JSONField."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"encoder": Unescaped, **options})

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        options.pop("encoder", None)
        return name, "django.db.models.JSONField", args, options

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """One placeholder for each value: as an array of a whole column PostgreSQL's driver quotes JSON slowly."""
        return "%s"
