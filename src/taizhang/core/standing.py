"""Editing what somebody else may be editing too 两人同时改: a form carries the version that it showed, the action compares.

Rows of registers and paragraphs of reports count their versions; whatever else is edited has the fingerprint of what
it says. An action compares under its own lock, so that of two who save at once the second is told.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from taizhang.core.decisions import Refused

MOVED = "您打开之后，别人改过这里，您填的还没有保存。请看过两边再保存。"


class Moved(Refused):
    """Somebody else changed what a form shows between its opening and its sending 他人已修改; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(MOVED)


def version_of(told: Mapping[str, Any] | Sequence[Any] | None) -> str:
    """The fingerprint of what something says, for things that keep no count of their versions."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:24]


def must_stand(told: Mapping[str, Any] | Sequence[Any] | None, version: str | None) -> None:
    """Raises Moved when it no longer says what the person saw; None: whatever stands now (commands, imports)."""
    if version is not None and version != version_of(told):
        raise Moved
