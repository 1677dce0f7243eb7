"""A value that judgements rest on 判断用到的数据: where it came from, what waits to change it, where to correct it."""

from dataclasses import dataclass

from taizhang.policies.engine.answers import Seen
from taizhang.registers.declaration import registers

Key = tuple[str, int | None]


@dataclass(frozen=True)
class Used:
    """A fact with its surroundings. `waiting` is the value that somebody proposed and staff have not decided on."""

    seen: Seen
    url: str = ""  # the record that holds it
    fix: str = ""  # where it can be corrected or filled in
    waiting: str = ""
    reply: str = ""  # why the last correction was not taken over

    @property
    def key(self) -> Key:
        return self.seen.name, self.seen.year

    @property
    def place(self) -> tuple[str, int | None, str]:
        """What the value came out of: several fields of one record are one place."""
        source = self.seen.source
        return source.register, source.record_id, "" if source.register else source.words

    @property
    def title(self) -> str:
        return f"{self.seen.title} {self.seen.year}" if self.seen.year else self.seen.title

    @property
    def words(self) -> str:
        """The source in few words with its day: 年度数据 5-20."""
        source = self.seen.source
        register = registers().get(source.register)
        if source.day is None:
            return register.title if register else source.words
        short = register.title if register else source.words.replace(source.day.isoformat(), "").strip()
        return f"{short} {source.day.month}-{source.day:%d}"
