"""What an import of files came to, as plain values: for the command line, as text or JSON 导入报告."""

from typing import Any

from taizhang.intake.models import Batch, Row, Sheet
from taizhang.intake.tallies import MERGED, tally_of
from taizhang.registers.declaration import Register, registers

Report = dict[str, Any]
GIVEN_BY = {"title": "取自表题", "person": "人工指定"}


def batch_report(batch: Batch) -> Report:
    """A batch and its sheets: what each was taken for, its columns, its counts, every row that stayed out."""
    return {
        "file": batch.name,
        "batch": batch.number,
        "state": batch.state,
        "sentence": batch.sentence,
        "same_as": batch.same_as.number if batch.same_as else None,
        "hidden_sheets": [] if batch.with_hidden else batch.hidden_sheets,
        "outcome": batch.outcome,
        "sheets": [sheet_report(s) for s in batch.sheets.order_by("number")],
    }


def sheet_report(sheet: Sheet) -> Report:
    """One table of the workbook."""
    register = registers().get(sheet.register)
    t = tally_of(sheet)
    refused = sheet.rows.filter(verdict=Row.Verdict.ERROR)
    looked = sheet.rows.filter(look=True)
    doubled = sheet.rows.filter(verdict=Row.Verdict.DUPLICATE)
    return {
        "sheet": sheet.sheet,
        "title": sheet.title,
        "header_rows": sheet.header_rows,
        "register": sheet.register,
        "register_title": register.title if register else "",
        "confidence": round(sheet.confidence, 3),
        "included": sheet.included,
        "sentence": sheet.sentence,
        "columns": [column_report(c, register) for c in sheet.columns],
        "given": [given_report(n, told, register) for n, told in sheet.whole_values().items()] if register else [],
        "rows": t.rows,
        "read": t.data,
        "header": t.header, "titles": t.title, "group": t.group, "total": t.total, "note": t.note, "blank": t.blank,
        "new": t.new, "changed": t.changed, "same": t.same, "merged": t.merged, "duplicates": t.duplicate,
        "skipped": t.skipped, "flagged": t.look, "refused": t.error, "applied": t.applied,
        "problems": [{k: p[k] for k in ("row", "column", "code", "message", "fix")} for p in sheet.problems],
        "refused_rows": [row_report(sheet, r) for r in refused.order_by("row")],
        "flagged_rows": [row_report(sheet, r) for r in looked.order_by("row")],
        "duplicate_rows": [row_report(sheet, r) for r in doubled.order_by("row")],
        "merged_rows": list(
            sheet.rows.filter(MERGED).order_by("row").values_list("row", flat=True)
        ),
    }  # fmt: skip


def given_report(name: str, told: dict[str, str], register: Register) -> Report:
    """A value that every row has, and who says so: the title, or a person."""
    column = register.layout.column(name)
    labels = {c.value: c.label for c in column.choices}
    return {
        "field": name, "title": column.title, "text": told["text"], "from": told["from"],
        "shown": labels.get(told["text"], told["text"]),
    }  # fmt: skip


def column_report(column: dict[str, Any], register: Any) -> Report:
    titles = {c.name: c.title for c in register.layout.columns} if register else {}
    return {
        "column": column["letter"], "header": column["header"], "field": column["field"],
        "title": titles.get(column["field"], ""), "confidence": column["confidence"], "reason": column["reason"],
        "doubtful": column["doubtful"], "unit": column["unit"],
    }  # fmt: skip


def row_report(sheet: Sheet, row: Row) -> Report:
    """A row with what was said about it."""
    said = [
        {"cell": f"{p['column']}{row.row}" if p["column"] else "", "header": p["header"], "value": p["value"],
         "severity": p["severity"], "code": p["code"], "message": p["message"], "fix": p["fix"],
         "suggestion": p["suggestion"]}
        for p in row.problems
    ]  # fmt: skip
    return {
        "sheet": sheet.sheet,
        "row": row.row,
        "title": row.title,
        "problems": said,
        "candidates": row.candidates,
    }


def lines(report: Report, most: int = 20) -> list[str]:
    """The report of a batch as lines of text; at most so many rows of each kind are printed."""
    said = [
        f"{report['file']}：批次 {report['batch']}"
        + (f"，{report['sentence']}" if report["sentence"] else "")
    ]
    if report["hidden_sheets"]:
        said.append(f"  隐藏的工作表未读：{'、'.join(report['hidden_sheets'])}（要读请加 --hidden）")
    for s in report["sheets"]:
        said += sheet_lines(s, most)
    if report["outcome"]:
        o = report["outcome"]
        said.append(
            f"  已导入：新增 {o.get('added', 0)}，修改 {o.get('changed', 0)}，按名称补建单位 {o.get('stubs', 0)}，"
            f"待科室核实 {o.get('proposed', 0)}，留待处理 {o.get('left', 0)}"
        )
    return said


def sheet_lines(s: Report, most: int) -> list[str]:
    named = f"“{s['register_title']}”（把握 {s['confidence']:.0%}）" if s["register"] else "认不出是哪本台账"
    said = [f"  工作表“{s['sheet']}”{'·' + s['title'] if s['title'] else ''} → {named}"]
    if s["sentence"]:
        said.append(f"    {s['sentence']}")
    matched = [c for c in s["columns"] if c["field"]]
    doubtful = [
        f"{c['header']}→{c['title']}（{c['reason']} {c['confidence']:.0%}）" for c in matched if c["doubtful"]
    ]
    said.append("    对列：" + "，".join(f"{c['header'] or c['column']}→{c['title']}" for c in matched))
    if s["given"]:
        said.append(
            "    整表取值："
            + "，".join(f"{g['title']} {g['shown']}（{GIVEN_BY[g['from']]}）" for g in s["given"])
        )
    if doubtful:
        said.append("    请确认：" + "，".join(doubtful))
    said += [f"    请确认：{p['message']}{p['fix']}" for p in s["problems"]]
    if left := [c["header"] for c in s["columns"] if not c["field"] and c["header"]]:
        said.append("    不导入的列：" + "、".join(left))
    said.append(
        f"    读入 {s['read']} 行：新增 {s['new']}，修改 {s['changed']}，不变 {s['same']}，疑似重复 {s['duplicates']}，"
        f"跳过 {s['skipped']}，不能导入 {s['refused']}；其中合并 {s['merged']}，请看 {s['flagged']}"
    )
    for label, rows in (
        ("不能导入", s["refused_rows"]),
        ("疑似重复", s["duplicate_rows"]),
        ("请看", s["flagged_rows"]),
    ):
        said += [row_line(label, r) for r in rows[:most]]
        if len(rows) > most:
            said.append(f"    {label}：还有 {len(rows) - most} 行（--json 列出全部）")
    return said


def row_line(label: str, row: Report) -> str:
    words = "；".join(
        f"{p['cell']}{p['header'] and '“' + p['header'] + '”'}{p['message']}{p['fix']}"
        for p in row["problems"]
    )
    offered = "、".join(c["title"] for c in row["candidates"])
    return f"    {label} 第 {row['row']} 行 {row['title']}：{words}" + (
        f" 可能是：{offered}" if offered else ""
    )
