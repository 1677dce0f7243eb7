"""What is written is what is read."""

from hypothesis import HealthCheck, given, settings

from taizhang.core.papers.paper import Paper, Returned, figures
from taizhang.core.papers.read import read_docx
from taizhang.core.papers.tests.cases import PAPER, papers
from taizhang.core.papers.write import write_docx


def unchanged(paper: Paper) -> Returned:
    return Returned(
        paper.blocks, (), paper.title, paper.addressee, paper.signature, paper.date, paper.note
    )  # fmt: skip


def test_a_paper_comes_back_as_it_went_out():
    assert read_docx(write_docx(PAPER)) == unchanged(PAPER)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(papers())
def test_any_paper_comes_back_as_it_went_out(paper):
    data = write_docx(paper)
    assert read_docx(data, sent=figures(paper.blocks)) == unchanged(paper)
    assert read_docx(data) == unchanged(paper)
    assert write_docx(paper) == data
