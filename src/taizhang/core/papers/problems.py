"""What the person must know of a paper that came back, in sentences: what, why, what to do."""

from collections.abc import Iterable

from taizhang.core.papers.identity import without_place
from taizhang.core.papers.paper import Figure

_MOST = 20  # sentences of one kind; the rest is counted


class Problems:
    """Collects while a paper is read. `sent`: the figures as they went out, where they are known."""

    def __init__(self, sent: Iterable[Figure]) -> None:
        self._sent: dict[str, Figure] = {}
        self._printed: set[tuple[str, str]] = set()
        for figure in sent:
            self._sent.setdefault(figure.id, figure)
            self._printed.add((figure.id, figure.text))
        self._titles: dict[str, str] = {}
        self._seen: dict[str, list[str]] = {}
        self._mentioned: set[str] = set()
        self._kinds: dict[str, list[str]] = {}

    @property
    def told(self) -> frozenset[str]:
        """The figures whose control was emptied or holds no single number: the sentences say so."""
        return frozenset(without_place(placed) for placed in self._mentioned)

    def printed(self, placed: str, text: str) -> bool:
        """Whether this is just what went out."""
        return (without_place(placed), text) in self._printed

    def title(self, placed: str) -> str:
        """The title under which the figure went out: LibreOffice 7.4 drops it from the control."""
        figure = self._sent.get(without_place(placed))
        return figure.title if figure is not None else ""

    def found(self, placed: str, text: str, title: str) -> None:
        """A figure stands in the paper."""
        self._name(placed, title)
        self._seen.setdefault(placed, []).append(text)

    def emptied(self, placed: str, title: str) -> None:
        """A control is there and holds nothing."""
        self._say(
            "emptied",
            placed,
            title,
            "{name}的控件里没有内容了，这个数字没有读入。请在控件里填上数字；不需要的话，请把整个控件删掉。",
        )

    def unclear(self, placed: str, title: str, text: str) -> None:
        """A control holds more than one number, or words."""
        self._say(
            "unclear", placed, title,
            f"{{name}}的控件里现在是“{_short(text)}”，分不清哪一个是这个数字，已按普通文字读入。"
            "请让控件里只留这个数字，其余文字移到控件外面；不再需要对应的话，请删掉控件、保留文字。",
        )  # fmt: skip

    def nested(self, placed: str, title: str, inner: str) -> None:
        """A control holds another one."""
        name = self._named(inner)
        self._say(
            "nested", placed, title,
            f"{{name}}的控件里又套着{name}的控件，多半是粘贴时放进去的。两个数字分开读入；请看一眼这一处，把其中一个移到控件外面。",
        )  # fmt: skip

    def say(self, sentence: str) -> None:
        """Something about the paper as a whole."""
        self._kinds.setdefault("paper", []).append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """All of them, each once; a kind that comes too often is cut short."""
        for placed, texts in self._seen.items():
            if len(texts) > 1:
                self._kinds.setdefault("copied", []).append(self._copied(placed, texts))
        out: list[str] = []
        for listed in self._kinds.values():
            each = list(dict.fromkeys(listed))
            out += each[:_MOST]
            if len(each) > _MOST:
                out.append(f"同样的情况还有 {len(each) - _MOST} 处，没有一一列出。")
        return tuple(out)

    def _copied(self, placed: str, texts: list[str]) -> str:
        shown = "、".join(dict.fromkeys(f"“{_short(text)}”" for text in texts))
        differing = "各处写得不一样，" if len(set(texts)) > 1 else ""
        return (
            f"{self._named(placed)}的控件被复制过，现在有 {len(texts)} 处（{shown}），{differing}各处都按这一项核对。"
            "如果其中有的本是另一个数字，请选中它，删掉控件、保留文字，再传一次。"
        )

    def _say(self, kind: str, placed: str, title: str, sentence: str) -> None:
        self._name(placed, title)
        if kind != "nested":
            self._mentioned.add(placed)
        self._kinds.setdefault(kind, []).append(sentence.replace("{name}", self._named(placed)))

    def _name(self, placed: str, title: str) -> None:
        if title:
            self._titles.setdefault(without_place(placed), title)

    def _named(self, placed: str) -> str:
        id = without_place(placed)
        title = self._titles.get(id) or self.title(id)
        return f"数字“{title}”" if title else f"编号 {id} 的数字"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:29] + "…"
