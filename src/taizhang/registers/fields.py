"""The fields a register is declared with 台账字段: Django fields that also know their Chinese title,
synonyms, unit and example. Form, template, matching, validation, export and help all read these.

To migrations they look like plain Django fields, so a new label or synonym asks for none.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from taizhang.core.personal.declared import Personal
from taizhang.core.tables.spec import Choice as Option
from taizhang.core.tables.spec import Kind
from taizhang.personal.references import LENGTH, Sealed, is_reference

FEN = 100  # 分 in a yuan 元


class Declared:
    """What every declared field adds to a Django field."""

    kind: ClassVar[Kind]
    plain: ClassVar[str]  # the Django field that migrations see

    def __init__(
        self,
        title: str = "",
        *,
        also: Iterable[str] = (),
        unit: str = "",
        required: bool = False,
        example: str = "",
        hint: str = "",
        personal: Personal | None = None,
        **options: Any,
    ) -> None:
        self.title, self.also, self.unit = title, tuple(also), unit
        self.required, self.example, self.hint, self.personal = required, example, hint, personal
        if title:
            options.setdefault("verbose_name", title)
        options.setdefault("blank", not required)
        self.defaults(options, required)
        super().__init__(**options)
        if self.sealed and not (isinstance(self, WithText) and (self.max_length or LENGTH) >= LENGTH):  # type: ignore[attr-defined]
            raise ValueError(
                f"“{title}”是加密保存的个人信息，须是文字字段，max_length 至少 {LENGTH}（存的是指代，不是原文）。"
            )

    @property
    def covered(self) -> bool:
        """Whether it is personal data that screens and files show masked."""
        return self.personal is not None and self.personal.covered

    @property
    def sealed(self) -> bool:
        """Whether its column holds references to values that are encrypted at rest."""
        return self.personal is not None and self.personal.sealed

    def get_db_converters(self, connection: Any) -> list[Any]:
        if self.sealed:
            return [lambda value, *_: Sealed(value) if value else value]
        return super().get_db_converters(connection)  # type: ignore[misc]

    def to_python(self, value: Any) -> Any:
        if self.sealed and is_reference(value):  # from the journal, a staged row, a proposed change
            return value if isinstance(value, Sealed) else Sealed(value)
        return super().to_python(value)  # type: ignore[misc]

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        """Options of the plain field: missing is NULL (never zero), for text the empty string."""
        options.setdefault("null", True)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """As Django does; a missing value and, for text, a text need no detour (imports write many)."""
        if self.sealed and value and not hasattr(value, "resolve_expression"):
            return stored_reference(self, value)
        if value is None or (type(value) is str and isinstance(self, WithText)):
            return value
        return super().get_db_prep_save(value, connection)  # type: ignore[misc]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, options = super().deconstruct()  # type: ignore[misc]
        for label in ("verbose_name", "choices", "blank", "help_text"):
            options.pop(label, None)
        return name, f"django.db.models.{self.plain}", args, options


def stored_reference(field: Declared, value: Any) -> str:
    """A reference as its column holds it. A clear value, or one that the vault has not kept, is never written."""
    if not is_reference(value) or (isinstance(value, Sealed) and value.clear is not None and not value.kept):
        raise RuntimeError(
            f"“{field.title}”只能写入已密存的指代：请经 registers.actions 写入，不要直接存原文"
        )
    return str(value)


class WithText(Declared):
    def defaults(self, options: dict[str, Any], required: bool) -> None:
        options.setdefault("default", "")


class Text(WithText, models.CharField):
    """One line of text."""

    kind, plain = Kind.TEXT, "CharField"

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        super().defaults(options, required)
        options.setdefault("max_length", 200)


class Long(WithText, models.TextField):
    """Several lines of text."""

    kind, plain = Kind.LONG, "TextField"


class Code(Text):
    """A number or code whose digits must survive: certificates, phones, project numbers."""

    kind = Kind.CODE

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        options.setdefault("max_length", 60)
        super().defaults(options, required)


class CreditCode(Text):
    """统一社会信用代码, 18 characters with a check digit (GB 32100)."""

    kind = Kind.CREDIT_CODE

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        options.setdefault("max_length", 18)
        super().defaults(options, required)


class Integer(Declared, models.BigIntegerField):
    """A whole number of `unit` (家, 件, 人 …)."""

    kind, plain = Kind.INTEGER, "BigIntegerField"


class Year(Declared, models.PositiveSmallIntegerField):
    """A calendar year."""

    kind, plain = Kind.YEAR, "PositiveSmallIntegerField"


class Number(Declared, models.DecimalField):
    """A decimal number of `unit` (亩, ㎡, 万美元 …), four decimals."""

    kind, plain = Kind.NUMBER, "DecimalField"

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        super().defaults(options, required)
        options.setdefault("max_digits", 18)
        options.setdefault("decimal_places", 4)


class Percent(Declared, models.DecimalField):
    """A share as a fraction: 87.42 % is 0.8742."""

    kind, plain = Kind.PERCENT, "DecimalField"

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        super().defaults(options, required)
        options.setdefault("max_digits", 12)
        options.setdefault("decimal_places", 6)


class Money(Declared, models.BigIntegerField):
    """Money: `Decimal` yuan 元 in Python, whole 分 in the database, so that sums are exact everywhere.

    Name the field `…_yuan`. Screens and files show 万元.
    """

    kind, plain = Kind.MONEY, "BigIntegerField"

    def from_db_value(self, value: int | None, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value) / FEN

    def to_python(self, value: Any) -> Decimal | None:
        return None if value in (None, "") else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or value == "":
            return None
        fen = Decimal(str(value)) * FEN
        if fen != fen.to_integral_value():
            raise ValueError(f"{value} 元不是整分")
        return int(fen)


class Day(Declared, models.DateField):
    """A calendar day."""

    kind, plain = Kind.DATE, "DateField"


class Period(Text):
    """A statistical period: 2025, 2025H1, 2025Q3, 2025-06; 2025M05 is January to May together."""

    kind = Kind.PERIOD

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        options.setdefault("max_length", 8)
        super().defaults(options, required)


class YesNo(Declared, models.BooleanField):
    """Yes, no, or not known."""

    kind, plain = Kind.YES_NO, "BooleanField"


class Industry(Text):
    """An industry of GB/T 4754, by its code, e.g. C3453."""

    kind = Kind.INDUSTRY

    def defaults(self, options: dict[str, Any], required: bool) -> None:
        options.setdefault("max_length", 6)
        super().defaults(options, required)


class Choice(Text):
    """One of a list. `options` are (stored value, label, other spellings …)."""

    kind = Kind.CHOICE

    def __init__(self, title: str = "", options: Iterable[tuple[str, ...]] = (), **rest: Any) -> None:
        self.options = tuple(Option(o[0], o[1], tuple(o[2:])) for o in options)
        if self.options:
            rest["choices"] = [(o.value, o.label) for o in self.options]
        rest.setdefault("max_length", 30)
        super().__init__(title, **rest)


class Link(Declared, models.ForeignKey):
    """A link to another record or a region; in files it is written by name (and code)."""

    plain = "ForeignKey"

    def __init__(self, title: str = "", to: Any = None, **options: Any) -> None:
        options.setdefault("on_delete", models.PROTECT)
        super().__init__(title, to=to, **options)


class RegionLink(Link):
    """The region 区划 in which a record lies."""

    kind = Kind.REGION

    def __init__(self, title: str = "", to: Any = "regions.Region", **options: Any) -> None:
        options.setdefault("related_name", "+")
        super().__init__(title, to=to, **options)


class OrganizationLink(Link):
    """The organization 单位 that a record is about; in files a name and, beside it, a credit code."""

    kind = Kind.ORGANIZATION

    def __init__(self, title: str = "", to: Any = "registers.Organization", **options: Any) -> None:
        options.setdefault("related_name", "+")
        super().__init__(title, to=to, **options)
