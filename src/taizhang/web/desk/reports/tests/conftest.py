"""A short report and who works on it."""

import pytest
from django.core.cache import cache
from django.test import Client

from taizhang.reports.tests.ledger import small_report


@pytest.fixture(autouse=True)
def _no_kept_counts():
    cache.clear()


@pytest.fixture
def report(cast):
    return small_report(cast.bureau)


@pytest.fixture
def staff(cast, as_user):
    return as_user(cast.staff)


@pytest.fixture
def leader(cast):
    """The leader at a desk of his own, beside the clerk's."""
    client = Client()
    client.force_login(cast.leader)
    return client


@pytest.fixture
def told(report):
    """The paragraph with 申报市级科技项目5项，申报资金150万元."""
    return report.paragraphs.get(body__contains="申报市级科技项目")
