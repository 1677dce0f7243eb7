"""What is known around the values of a page 数据的来龙去脉: the record that holds each, what waits to change it, the last reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.accounts.models import User
from taizhang.policies.engine.answers import Held, Seen
from taizhang.policies.engine.facts import FactSpec
from taizhang.policies.engine.words import said
from taizhang.registers.record import Record
from taizhang.web.portal.used import Key, Used


@dataclass
class Around:
    """Makes a `Used` of each value seen; one for a page, each value looked at once."""

    user: User
    firm: Record
    specs: Mapping[str, FactSpec]
    waiting: Mapping[Key, Held]
    replies: Mapping[Key, str]
    asked: frozenset[str]  # facts that are answered on the page itself
    may_write: bool = True
    made: dict[Key, Used] = field(default_factory=dict)

    def __call__(self, seen: Seen) -> Used:
        key = seen.name, seen.year
        if key not in self.made:
            spec = self.specs.get(seen.name)
            then = self.waiting.get(key)
            self.made[key] = Used(
                seen, self.source_url(seen), self.fix_url(seen), value_said(then, spec) if then else "",
                "" if then else self.replies.get(key, ""),
            )  # fmt: skip
        return self.made[key]

    def source_url(self, seen: Seen) -> str:
        """The record that holds the value; the register with this firm's rows where it comes of several."""
        source = seen.source
        if not source.register or grant_of(self.user, Act.VIEW, source.register) is None:
            return ""
        if source.record_id:
            return reverse("record", args=[source.register, source.record_id])
        return f"{reverse('register', args=[source.register])}?{urlencode({'organization': self.firm.pk})}"

    def fix_url(self, seen: Seen) -> str:
        """Where the value is corrected, filled in or answered; "" for who only reads."""
        if not self.may_write:
            return ""
        if seen.name in self.asked:
            return f"#ask-{seen.name}"
        query = f"?{urlencode({'year': seen.year})}" if seen.year else ""
        return reverse("benefits_correct", args=[self.firm.pk, seen.name]) + query


def value_said(held: Held, spec: FactSpec | None) -> str:
    """A value as a person reads it."""
    if spec is None:
        return str(held.value)
    return spec.label(held.value) if isinstance(held.value, str) else said(held.value, spec.unit)
