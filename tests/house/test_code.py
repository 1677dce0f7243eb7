"""House rules that can be read off the files: where writing happens, how long modules are, what migrations import."""

import ast
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import AddConstraint, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader

OUR_APPS = {a.label for a in apps.get_app_configs() if a.name.startswith("taizhang.")}
ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "taizhang"
LONGEST = 400
WRITES = {
    "save", "create", "get_or_create", "update_or_create", "update", "delete", "bulk_create", "bulk_update",
    "acreate", "asave", "adelete",
}  # fmt: skip


def modules(*folders: str) -> list[Path]:
    found = []
    for folder in folders:
        found += [
            p
            for p in (SOURCE / folder).rglob("*.py")
            if "tests" not in p.parts and "migrations" not in p.parts
        ]
    return sorted(found)


def model_writes(text: str) -> list[str]:
    """`x.objects.update(…)`, `record.save()` … but not `dictionary.update(…)`, with their lines."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or node.func.attr not in WRITES
        ):
            continue
        owner = node.func.value
        if node.func.attr == "update" and isinstance(owner, ast.Name) and node.args:
            continue  # a dictionary or a set takes its argument by place, a query only by name
        found.append(f"{node.lineno}: {ast.unparse(node.func)}")
    return found


# The exceptions, each by what is written to and why it is no record of the bureau.
ALLOWED = {
    "SavedView.": "how a person likes to look at a list",
    "view.delete": "the same",
}


@pytest.mark.parametrize("path", modules("web", "management"), ids=lambda p: str(p.relative_to(SOURCE)))
def test_pages_and_commands_write_through_actions_only(path):
    writes = [w for w in model_writes(path.read_text()) if not any(words in w for words in ALLOWED)]
    assert writes == []


def test_a_write_in_a_page_is_found():
    page = (
        "def view(r):\n    thing.save()\n    Model.objects.filter(x=1).update(y=2)\n    told.update({1: 2})\n"
    )
    assert model_writes(page) == ["2: thing.save", "3: Model.objects.filter(x=1).update"]


@pytest.mark.parametrize("path", modules("."), ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_are_not_too_long(path):
    assert len(path.read_text().splitlines()) <= LONGEST


def test_views_are_not_deeper_than_one_screen():
    long = []
    for path in modules("web"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and any(
                "acts(" in ast.unparse(d) for d in node.decorator_list
            ):
                body = node.end_lineno - node.lineno + 1
                if body > 40:
                    long.append(f"{path.relative_to(SOURCE)}: {node.name} has {body} lines")
    assert long == []


@pytest.mark.parametrize(
    "path", sorted(SOURCE.glob("*/migrations/0*.py")), ids=lambda p: f"{p.parts[-3]}-{p.stem}"
)
def test_migrations_do_not_import_the_application(path):
    for node in ast.walk(ast.parse(path.read_text())):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [n for n in names if n.startswith("taizhang")]


def test_a_new_table_is_created_with_its_indexes_and_constraints():
    """Each one added apart draws every related model anew: `taizhang setup` took four times as long."""
    apart = []
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        created = {o.name_lower for o in migration.operations if isinstance(o, CreateModel)}
        for o in migration.operations:
            if isinstance(o, AddIndex | AddConstraint) and o.model_name_lower in created and app in OUR_APPS:
                apart.append(f"{app} {name}: move {o.describe()!r} into the options of its CreateModel")
    assert apart == []


def test_models_and_migrations_are_in_step(db):
    out = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)


OURS = [m for m in apps.get_models() if m.__module__.startswith("taizhang.")]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_models_that_people_meet_have_a_chinese_name(model):
    """Helper tables that no page names may go without; what a page shows may not."""
    if "verbose_name" not in model._meta.original_attrs:
        assert not hasattr(model, "Register"), f"{model._meta.label} has no verbose_name"
        return
    assert re.search(r"[一-鿿]", str(model._meta.verbose_name))


@pytest.mark.parametrize("model", [m for m in OURS if hasattr(m, "Register")], ids=lambda m: m._meta.label)
def test_every_field_of_a_register_has_a_chinese_label(model):
    for field in model._meta.fields:
        if not field.primary_key:
            assert re.search(r"[一-鿿]|^ORCID$", str(field.verbose_name)), f"{model._meta.label}.{field.name}"


TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE / "web" / "templates")))
def test_templates_hold_no_inline_script_or_style_and_no_outside_address(path):
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"https?://", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or "application/json" in attributes
