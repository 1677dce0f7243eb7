"""JSON columns that hold what people typed or sent, sealed as a whole 整体加密的 JSON.

In the database such a column is a JSON string with the sealed text; an empty value stays as it is, so
that rows without one can be asked for. What was written before values were sealed is read as it stands.
"""

import json
from typing import Any

from django.db import models
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from taizhang.core.decisions import Refused
from taizhang.core.personal.sealing import Unsealable
from taizhang.personal import keyring

SIGN = "sealed:"


def in_clear(rows: "QuerySet[Any]", name: str) -> "QuerySet[Any]":
    """Those rows whose sealed column of that name still stands in clear, from before values were sealed."""
    stored = rows.annotate(raw=Cast(name, TextField()))
    return stored.exclude(raw__startswith=f'"{SIGN}').exclude(raw__in=("[]", "{}", "null", ""))


class SealedJson(models.JSONField):
    """A JSON column sealed at rest; to migrations a plain JSONField."""

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        options.pop("encoder", None)
        return name, "django.db.models.JSONField", args, options

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """One placeholder for each value, as staged rows want it."""
        return "%s"

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value:
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            value = SIGN + keyring.ring().seal(text, self.place)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        held = super().from_db_value(value, expression, connection)
        if not (isinstance(held, str) and held.startswith(SIGN)):
            return held
        try:
            return json.loads(keyring.ring().open(held[len(SIGN) :], self.place))
        except (Refused, Unsealable):
            return self.get_default()  # the page says why; nothing is written without the key
