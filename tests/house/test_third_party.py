"""A third party adds a register by one folder; what docs/registers.md shows is what is tried."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

# Of third_party.py, which loads Django for a home of its own.
ID_NUMBERS = ("330881199003070012", "330881199003070020", "330881199003070039")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path):
    """A home folder of its own (SQLite) with the register of the manual in it."""
    shown = re.search(r"```python\n(.*?)```", (ROOT / "docs/registers.md").read_text(), re.S).group(1)
    folder = tmp_path / "registers" / "science_bases"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "models.py").write_text(shown)
    return tmp_path


def run(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "TAIZHANG_REGISTERS")}
    environment |= {
        "TAIZHANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "taizhang.settings", "TAIZHANG_SAMPLES": "0",
        "TAIZHANG_TOTP_ROLES": "none",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def taizhang(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(home, "-m", "taizhang", *arguments)


def test_one_folder_makes_a_whole_register(home):
    ours = sorted(p.name for p in (ROOT / "src/taizhang").glob("*/migrations/*.py"))
    made = taizhang(home, "setup", "--no-samples")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "台账“科普基地”（science_bases）已备好" in made.stdout
    assert (home / "registers/science_bases/migrations/0001_initial.py").exists()
    assert sorted(p.name for p in (ROOT / "src/taizhang").glob("*/migrations/*.py")) == ours
    used = run(home, "-m", "tests.house.third_party")
    assert used.returncode == 0, used.stdout + used.stderr
    assert used.stdout.strip().endswith("all of it")
    stored = [p for p in home.rglob("*") if p.is_file() and p.name != "field_key"]
    clear = [(p.name, number) for p in stored for number in ID_NUMBERS if number.encode() in p.read_bytes()]
    assert (len(stored) > 3, clear) == (True, []), "its ID numbers are sealed on the disk too"
    again = taizhang(home, "setup", "--no-samples")
    assert (again.returncode, "已备好" in again.stdout) == (0, False)


def test_a_field_added_later_comes_by_the_command(home):
    assert taizhang(home, "add_register", "science_bases").returncode == 0
    models = home / "registers/science_bases/models.py"
    models.write_text(
        models.read_text().replace("    visitors = ", '    area = Text("展厅")\n    visitors = ')
    )
    made = taizhang(home, "add_register")
    assert made.returncode == 0, made.stderr
    assert len(list((home / "registers/science_bases/migrations").glob("000*.py"))) == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "science_bases"', 'name = "people"', "台账名 people 已被使用"),
        ('filters = ("level",)', 'filters = ("nonsense",)', "没有的字段：nonsense"),
        ("    class Register:", "    class Registration:", "现在有 0 个"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused_in_words(home, old, new, words):
    models = home / "registers/science_bases/models.py"
    models.write_text(models.read_text().replace(old, new))
    made = taizhang(home, "add_register", "science_bases")
    assert made.returncode == 1
    assert words in made.stderr
    assert "Traceback" not in made.stderr


def test_a_folder_that_is_not_there_is_said_so(home):
    made = taizhang(home, "add_register", "nothing")
    assert (made.returncode, "下没有 nothing/models.py" in made.stderr) == (1, True)
