"""A paper that went through LibreOffice: it keeps controls and drops their tags, writes links as fields, renames styles."""

import re
import shutil
import subprocess

import pytest

from taizhang.core.papers.paper import figures
from taizhang.core.papers.read import read_docx
from taizhang.core.papers.tests.cases import MONEY, PAPER, edited
from taizhang.core.papers.write import write_docx


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_paper_saved_by_libreoffice_is_the_same_and_an_edit_in_it_is_found(tmp_path):
    (tmp_path / "paper.docx").write_bytes(write_docx(PAPER))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "out" / "paper.docx").read_bytes()
    sent = tuple(figures(PAPER.blocks))
    returned = read_docx(saved, sent=sent)
    assert returned.problems == ()
    assert returned.blocks == PAPER.blocks
    assert (returned.title, returned.addressee, returned.signature, returned.date, returned.note) == (
        PAPER.title, PAPER.addressee, PAPER.signature, PAPER.date, PAPER.note,
    )  # fmt: skip
    changed = read_docx(edited(saved, lambda xml: re.sub(">1,260.00<", ">1,300.00<", xml)), sent=sent)
    assert [(each.id, each.text) for each in figures(changed.blocks)] == [
        (each.id, "1,300.00" if each.id == MONEY.id else each.text) for each in sent
    ]
