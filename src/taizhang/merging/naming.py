"""Conditions, addresses and formulas that name an organization, rewritten to name the one kept 条件改名. Pure.

A condition names it by id (`12,15`), by its exact name (`=甲公司|乙公司`) or by its whole name as a part (`甲公司`).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

_NARROW = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Renaming:
    """From which ids and names to which. `links`: register -> its fields that point to organizations."""

    ids: frozenset[str]
    names: frozenset[str]
    kept_id: str
    kept_name: str
    links: Mapping[str, Collection[str]]

    def condition(self, text: str) -> str:
        """A condition's text on a link to an organization."""
        sign = "!" if text.startswith("!") else ""
        body = text.removeprefix("!")
        end = "|-" if body.endswith("|-") else ""
        body = body.removesuffix("|-")
        if body.startswith("="):
            body = "=" + "|".join(self.each(body[1:].split("|"), self.names, self.kept_name))
        elif body.replace(",", "").isdecimal():
            body = ",".join(self.each(body.split(","), self.ids, self.kept_id))
        elif body.removeprefix("~") in self.names:
            body = self.kept_name
        return sign + body + end

    def each(self, values: list[str], gone: Collection[str], kept: str) -> list[str]:
        """Each value once, those given up replaced."""
        return list(dict.fromkeys(kept if v in gone else v for v in values))

    def query(self, register: str, text: str) -> str:
        """The address of a list as a saved view keeps it; one that names nobody comes back as it was."""
        pairs = parse_qsl(text, keep_blank_values=True)
        fields = self.links.get(register, ())
        fresh = [(n, self.condition(v) if n in fields else v) for n, v in pairs]
        return text if fresh == pairs else urlencode(fresh)

    def formula(self, text: str) -> str:
        """The narrowings of a formula: rd_total[organization=12;kind=a]."""
        every = {name for names in self.links.values() for name in names}

        def narrowed(found: re.Match[str]) -> str:
            parts = [part.partition("=") for part in found[1].split(";")]
            told = (f"{n}={self.condition(v)}" if s and n in every else n + s + v for n, s, v in parts)
            return f"[{';'.join(told)}]"

        return _NARROW.sub(narrowed, text)

    def data(self, value: Any) -> Any:
        """Any JSON: definitions (register and where) and formulas wherever they stand in it."""
        if isinstance(value, list):
            return [self.data(one) for one in value]
        if not isinstance(value, dict):
            return value
        fresh = {name: self.data(one) for name, one in value.items()}
        for name in ("formula", "expression"):
            if isinstance(fresh.get(name), str):
                fresh[name] = self.formula(fresh[name])
        if isinstance(fresh.get("register"), str) and fresh.get("where"):
            fields = self.links.get(fresh["register"], ())
            where = fresh["where"]
            pairs = list(where.items()) if isinstance(where, dict) else where
            told = [[n, self.condition(str(t)) if n in fields else t] for n, t in pairs]
            fresh["where"] = dict(told) if isinstance(where, dict) else told
        return fresh
