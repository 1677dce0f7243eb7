"""A paper that came back from rough hands: whatever was done to it, no figure goes without a word."""

import re
from random import Random

import pytest
from django.db import transaction

from taizhang.journal.writing import Author
from taizhang.reports.content import content
from taizhang.reports.taking_over import hand_out, take_over
from taizhang.reports.tests.ledger import small_report
from taizhang.reports.tests.test_taking_over import edited_xml, stripped

PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)
CONTROL = re.compile(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.DOTALL)
NUMBER = re.compile(r">(\d+(?:\.\d+)?)<")
WORDS = re.compile(r"<w:t[^>]*>([^<]{4,})</w:t>")


def one_of(pattern, xml, hand):
    found = list(pattern.finditer(xml))
    return hand.choice(found) if found else None


def cut(xml, hand):
    p = one_of(PARAGRAPH, xml, hand)
    return xml[: p.start()] + xml[p.end() :]


def copied(xml, hand):
    p = one_of(PARAGRAPH, xml, hand)
    return xml[: p.end()] + p[0] + xml[p.end() :]


def moved(xml, hand):
    p = one_of(PARAGRAPH, xml, hand)
    rest = xml[: p.start()] + xml[p.end() :]
    q = one_of(PARAGRAPH, rest, hand)
    return rest[: q.end()] + p[0] + rest[q.end() :]


def renumbered(xml, hand):
    n = one_of(NUMBER, xml, hand)
    return xml[: n.start(1)] + str(hand.randrange(1000)) + xml[n.end(1) :] if n else xml


def reworded(xml, hand):
    w = one_of(WORDS, xml, hand)
    at = hand.randrange(w.start(1), w.end(1) - 2)
    return xml[:at] + hand.choice(("", "新增3项", "，")) + xml[at + 2 :]


def unwrapped(xml, hand):
    c = one_of(CONTROL, xml, hand)
    return xml[: c.start()] + c[1] + xml[c.end() :] if c else xml


def without_control(xml, hand):
    c = one_of(CONTROL, xml, hand)
    return xml[: c.start()] + xml[c.end() :] if c else xml


ROUGH = (cut, copied, moved, renumbered, reworded, unwrapped, without_control)


def keys(report):
    return {figure.key for section in content(report) for figure in section.figures}


@pytest.mark.parametrize("seed", range(4))
def test_no_figure_goes_without_a_word(cast, seed):
    report, author, hand = small_report(cast.bureau), Author(cast.staff), Random(seed)
    xml_of = stripped if seed % 2 else str

    def rough(xml):
        for do in hand.choices(ROUGH, k=4):
            xml = do(xml, hand)
        return xml

    docx = hand_out(report=report, author=author, address="http://l")
    before = keys(report)
    with transaction.atomic():
        told = take_over(report=report, data=edited_xml(docx, lambda xml: rough(xml_of(xml))), author=author)
    removed = "".join(report.paragraphs.filter(removed=True).values_list("body", flat=True))
    silent = before - keys(report) - {d.key for d in told}
    assert {key for key in silent if f"{{{{{key}}}}}" not in removed} == set()
