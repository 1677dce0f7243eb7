"""From typed cells to what the ledger holds: names become links, regions and industries their codes 认行.

Nothing is written here. What cannot be resolved becomes a problem with its place; an organization
that the ledger does not have becomes "+" and its name, to be added with the batch.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from taizhang.core.decisions import Problem, Severity
from taizhang.core.industries import industry_code
from taizhang.core.tables.rows import TypedRow
from taizhang.core.tables.spec import Kind
from taizhang.intake.directory import Directory, Firm
from taizhang.intake.models import Sheet
from taizhang.intake.names import normal_name
from taizhang.intake.places import Reach, Regions
from taizhang.registers.contents import cleaned, plain
from taizhang.registers.declaration import CODE_SUFFIX, Register
from taizhang.registers.fields import Text
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import Record

Values = dict[str, Any]
LOOK, ERROR = Severity.LOOK, Severity.ERROR


@dataclass
class Resolved:
    """A row in the ledger's terms. `firm` is the organization that a row of that register is."""

    row: int
    values: Values = field(default_factory=dict)
    held: Values = field(default_factory=dict)  # the same, as the database gives them back
    problems: list[Problem] = field(default_factory=list)
    firm: Firm | None = None
    by_name: bool = False  # recognised by its name, not by its code
    near: list[Firm] = field(default_factory=list)
    region_id: int | None = None  # for a new record whose row names none


class Known:
    """What the ledger knows and an import asks again and again, loaded once for each job."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.titles: dict[type[Record], dict[str, list[int]]] = {}

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.reach.bureau)

    @cached_property
    def regions(self) -> Regions:
        return Regions(self.reach.bureau.region)

    @cached_property
    def industry(self) -> Callable[[str], str]:
        """Text -> GB/T 4754 code, "" when there is none."""
        return lambda text: industry_code(text) or ""

    def titled(self, model: type[Record], text: str) -> list[int]:
        """The records of another register that are called so."""
        if model not in self.titles:
            known: dict[str, list[int]] = {}
            held = model._default_manager.filter(bureau=self.reach.bureau).values_list("title", "pk")
            for title, pk in held.iterator(chunk_size=5000):
                for name in {title, *title.split(" · ")}:
                    known.setdefault(normal_name(name), []).append(pk)
            self.titles[model] = known
        return self.titles[model].get(normal_name(text), [])


class Resolver:
    """Resolves the rows of one sheet; rows of organizations are then recognised one by one, in order."""

    def __init__(self, known: Known, register: Register, sheet: Sheet) -> None:
        self.known, self.register, self.sheet = known, register, sheet
        titles = {c.name: c.title for c in register.layout.columns}
        self.places = {name: ("", titles[name]) for name in sheet.whole_values() if name in titles}
        self.places |= {c["field"]: (c["letter"], c["header"]) for c in sheet.columns if c["field"]}
        self.is_directory = register.model is Organization
        self.plain_fields = [
            n
            for n, f in register.fields.items()
            if not f.is_relation and f.kind != Kind.INDUSTRY and n in self.places
        ]
        self.texts = {
            n: f.max_length
            for n, f in register.fields.items()
            if isinstance(f, Text) and f.max_length and not f.sealed
        }
        self.industries = [
            n for n, f in register.fields.items() if f.kind == Kind.INDUSTRY and n in self.places
        ]
        self.regions = [n for n, f in register.fields.items() if f.kind == Kind.REGION and n in self.places]
        self.others = [
            n for n in register.links if n not in register.organization_fields and n in self.places
        ]

    def resolve(self, typed: TypedRow) -> Resolved:
        """One row."""
        row = Resolved(typed.row, problems=list(typed.problems))
        for name in self.plain_fields:
            self.take(row, name, typed.values.get(name))
        for name in self.industries:
            self.take_industry(row, name, typed.values.get(name))
        for name in self.regions:
            self.take_region(row, name, typed.values.get(name))
        for name in self.others:
            self.take_titled(row, name, typed.values.get(name))
        row.region_id = self.known.reach.region_id
        for name in self.register.organization_fields:
            self.take_link(row, name, typed.values.get(name), typed.values.get(name + CODE_SUFFIX))
        return row

    def take(self, row: Resolved, name: str, value: Any) -> None:
        """A plain value, as the ledger would hold it."""
        if value is None or value == "":
            return
        if type(value) is str and len(value) <= self.texts.get(name, 0) and "\x00" not in value:
            if text := value.strip():  # what `cleaned` does, for the many
                row.held[name] = row.values[name] = text
            return
        try:
            row.held[name] = cleaned(self.register, name, value)
            held = plain(row.held[name])
        except (ValueError, ArithmeticError) as error:
            self.say(
                row, name, str(value), ERROR, "value.does_not_fit", f"{error}。", "请改短或改正后再导入。"
            )
            return
        if held is not None:
            row.values[name] = held

    def take_industry(self, row: Resolved, name: str, value: Any) -> None:
        if not value:
            return
        code = self.known.industry(str(value))
        if code and len(code) <= self.register.fields[name].max_length:
            row.values[name] = code
            return
        self.say(
            row, name, str(value), LOOK, "industry.unknown", f"“{value}”不是国民经济行业分类（GB/T 4754）里的行业，这一格不导入。",
            "请改成行业代码（如 C3453）或分类里的行业名称；不需要可以不改。",
        )  # fmt: skip

    def take_region(self, row: Resolved, name: str, value: Any) -> None:
        if not value:
            return
        found = self.known.regions.find(str(value))
        if found is not None:
            row.values[name] = found
            return
        top = self.known.reach.bureau.region.name
        self.say(
            row, name, str(value), LOOK, "region.unknown", f"{top}的区划里没有“{value}”（或不止一个），这一格不导入。",
            "请写区划的全称，如“东城街道”；不改则按本批次的区划登记。",
        )  # fmt: skip

    def take_titled(self, row: Resolved, name: str, value: Any) -> None:
        """A link to a record of another register, written as that record is called."""
        if value is None or value == "":
            return
        field = self.register.fields[name]
        found = self.known.titled(field.related_model, str(value))
        if len(found) == 1:
            row.values[name] = found[0]
            return
        why = "不止一条" if found else "还没有"
        severity = ERROR if field.required else LOOK
        self.say(
            row, name, str(value), severity, "link.unknown", f"{field.title}里{why}叫“{value}”的记录，这一格不导入。",
            "请先登记那一条，或改成台账里的名称。",
        )  # fmt: skip

    # Organizations.

    def possible_ids(self, row: Resolved) -> set[int]:
        """The ids of the ledger's organizations that a row of that register may turn out to be."""
        directory = self.known.directory
        firms = list(directory.named(row.values.get("name", "")))
        if code := row.values.get("credit_code"):
            firms += filter(None, (directory.by_code.get(code),))
        return {firm.id for firm in firms if firm.id}

    def recognise(self, row: Resolved) -> None:
        """Which organization a row of the register of organizations is, those of the rows before among them."""
        name, code = row.values.get("name", ""), row.values.get("credit_code", "")
        directory = self.known.directory
        if code and (firm := directory.by_code.get(code)):
            row.firm = firm
            if normal_name(name) not in directory.given_up:
                self.check_name(row, "name", name, firm)
            self.leave_given_up(row)
            return
        named = directory.named(name) if name else []
        fitting = [f for f in named if not (code and f.code)]
        if len(fitting) == 1:
            row.firm, row.by_name = fitting[0], True
            self.offer_code(row, "credit_code", fitting[0])
            self.leave_given_up(row)
        elif named:
            row.near = [f for f in named if not (code and f.code)]
            if not row.near:
                self.warn_other_code(row, name, code, named[0])
        elif name:
            row.near = [f for f in directory.near(name) if not (code and f.code)]
            self.offer_code(row, "credit_code", row.near[0] if row.near else None)

    def leave_given_up(self, row: Resolved) -> None:
        """What a merged organization was called, or numbered, does not come back over the one that was kept."""
        directory, firm = self.known.directory, row.firm
        if firm is None or not firm.id or not directory.given_up:
            return
        name, code = row.values.get("name", ""), row.values.get("credit_code", "")
        gone = [n for n, v in (("name", normal_name(name)), ("credit_code", code)) if v in directory.given_up]
        for at in gone:
            row.values.pop(at)
            row.held.pop(at, None)
        if gone:
            self.say(
                row, gone[0], name, LOOK, "organization.merged",
                f"“{name or code}”已并入“{firm.name}”，按“{firm.name}”核对，名称和代码不改。",
                "不需要处理；表里其余的内容照常导入。",
            )  # fmt: skip

    def warn_other_code(self, row: Resolved, name: str, code: str, firm: Firm) -> None:
        """Two codes are two firms, also where they are called the same."""
        where = "台账里" if firm.id else "这张表里"
        theirs = f"，信用代码是 {firm.code}" if self.known.reach.covers(firm.region_id) else ""
        self.say(
            row, "credit_code", code, LOOK, "organization.other_code",
            f"{where}另有一家“{name}”{theirs}；这里写的是 {code}，将另登记一家同名单位。", "如果是同一家，请改正代码。",
        )  # fmt: skip

    def take_link(self, row: Resolved, name: str, text: Any, code: Any) -> None:
        """A link to an organization, by credit code or by name."""
        directory = self.known.directory
        text, code = str(text or "").strip(), str(code or "")
        limit = Organization._meta.get_field("name").max_length or 200
        if len(text) > limit:
            self.say(
                row,
                name,
                text,
                ERROR,
                "text.too_long",
                f"单位名称有 {len(text)} 个字，最多 {limit} 个。",
                "请改成营业执照上的名称。",
            )
            return
        if code and (firm := directory.by_code.get(code)):
            if (
                firm.id
                and not self.known.reach.covers(firm.region_id)
                and self.refuse_code(row, name, text, code, firm)
            ):
                return
            row.values[name] = firm.link
            if text:
                self.check_name(row, name, text, firm)
            else:
                self.say(
                    row, name + CODE_SUFFIX, code, LOOK, "organization.by_code", f"只写了信用代码，按代码认作“{firm.name}”。",
                    "请确认是这家单位。",
                )  # fmt: skip
            return
        if not text:
            if code:
                self.say(
                    row, name + CODE_SUFFIX, code, ERROR, "organization.no_name", "只有信用代码，台账里没有这个代码的单位。",
                    "请补上单位名称，或先登记这家单位。",
                )  # fmt: skip
            return
        self.take_name(row, name, text, code)

    def refuse_code(self, row: Resolved, name: str, text: str, code: str, firm: Firm) -> bool:
        """Whether a code of a firm beyond the sender's reach comes without its name: linked, it would show it."""
        if not text:
            self.say(
                row, name + CODE_SUFFIX, code, ERROR, "organization.no_name", "只有信用代码，您的范围内没有这个代码的单位。",
                "请补上单位名称。",
            )  # fmt: skip
            return True
        if firm in self.known.directory.named(text):
            return False
        self.say(
            row, name, text, ERROR, "organization.mismatch", f"这个信用代码在台账里不是“{text}”的。",
            "请核对名称和代码；确是这家单位的，请写它的全称。",
        )  # fmt: skip
        return True

    def take_name(self, row: Resolved, name: str, text: str, code: str) -> None:
        directory = self.known.directory
        named = directory.named(text)
        fitting = [f for f in named if not (code and f.code)] or ([] if code else named)
        if len(fitting) == 1:
            row.values[name] = fitting[0].link
            self.offer_code(row, name + CODE_SUFFIX, fitting[0])
            return
        if len(named) > 1:
            self.say(
                row, name, text, ERROR, "organization.several", f"台账里有 {len(named)} 家单位都叫“{text}”，分不清是哪一家。",
                "请在信用代码一列写明代码。",
            )  # fmt: skip
            return
        if named:
            seen = not named[0].id or self.known.reach.covers(named[0].region_id)
            theirs = (
                f"信用代码是 {named[0].code}，这里写的是 {code}" if seen else f"信用代码不是这里写的 {code}"
            )
            self.say(
                row, name, text, LOOK, "organization.other_code", f"台账里的“{text}”{theirs}；将另登记一家同名单位。",
                "如果是同一家，请改正代码。", named[0].code if seen and name + CODE_SUFFIX in self.places else "",
                at=name + CODE_SUFFIX,
            )  # fmt: skip
        self.warn_near(row, name, text, code)
        row.values[name] = directory.bring(text, code, row.values.get("region", row.region_id)).link
        if code:
            row.values[name + CODE_SUFFIX] = code
        self.offer_code(row, name + CODE_SUFFIX, None)

    def warn_near(self, row: Resolved, name: str, text: str, code: str) -> None:
        reach = self.known.reach
        near = [f for f in self.known.directory.near(text) if not (code and f.code and f.code != code)]
        near = [f for f in near if not f.id or reach.covers(f.region_id)]
        if near:
            names = "”“".join(f.name for f in near)
            self.say(
                row, name, text, LOOK, "organization.near", f"台账里没有“{text}”，但有相近的“{names}”；将另登记一家单位。",
                "如果是同一家，请采用台账里的名称。", near[0].name,
            )  # fmt: skip

    def check_name(self, row: Resolved, name: str, text: str, firm: Firm) -> None:
        """A code and a name that do not belong together are shown; the code counts.

        Of a firm beyond the sender's reach no more is said than that they do not: its name is not his to learn.
        """
        if not text or normal_name(text) == normal_name(firm.name):
            return
        if normal_name(text) in self.known.directory.given_up:
            return
        former = self.known.directory.former.get(normal_name(text))
        if former is not None and former.id == firm.id:
            return
        if firm.id and not self.known.reach.covers(firm.region_id):
            self.say(
                row, name, text, LOOK, "organization.mismatch", f"这个信用代码在台账里不是“{text}”的。", "请核对名称和代码。",
            )  # fmt: skip
            return
        means = "认作改名" if self.is_directory else f"认作“{firm.name}”"
        self.say(
            row, name, text, LOOK, "organization.mismatch", f"这个信用代码在台账里是“{firm.name}”，这里的名称是“{text}”；按代码{means}。",
            "请核对名称和代码；如果代码写错了，请改正代码。", "" if self.is_directory else firm.name,
        )  # fmt: skip

    def offer_code(self, row: Resolved, name: str, firm: Firm | None) -> None:
        """A code that does not hold is never stored: with a name the row may go in, and the firm's code is offered."""
        if name not in self.places or not (row.values.get("name") if self.is_directory else True):
            return
        letter = self.places[name][0]
        if firm and firm.id and not self.known.reach.covers(firm.region_id):
            firm = None  # another street's firm is not named to who did not name it
        for at, said in enumerate(row.problems):
            if (
                said.column != letter
                or said.severity != ERROR
                or not said.code.startswith(("code.", "cell.", "formula."))
            ):
                continue
            offered = firm.code if firm else ""
            by = f"按名称认作“{firm.name}”" if firm else "按名称登记"
            fix = (
                f"{said.fix}台账里“{firm.name}”的代码是 {offered}，可以采用。"
                if firm and offered
                else said.fix
            )
            row.problems[at] = Problem(
                said.sheet, said.row, said.column, said.header, said.value, LOOK, said.code,
                f"{said.message}这个代码不存入，{by}。", fix, offered or said.suggestion,
            )  # fmt: skip

    def say(
        self, row: Resolved, name: str, value: str, severity: Severity, code: str, message: str, fix: str,
        suggestion: str = "", at: str = "",
    ) -> None:  # fmt: skip
        """Note a problem at the cell of a field (of `at`, if the sheet has that column)."""
        letter, header = self.places.get(at) or self.places.get(name) or ("", "")
        row.problems.append(
            Problem(
                self.sheet.sheet, row.row, letter, header, value, severity, code, message, fix, suggestion
            )
        )
