"""No account and no password is there before somebody makes it: a real fresh home, set up as for work."""

import os
import subprocess
import sys

import pytest

COUNT = (
    "import django; django.setup();"
    "from taizhang.accounts.models import Bureau, User;"
    "print(Bureau.objects.count(), [(u.username, u.must_change_password) for u in User.objects.all()])"
)


@pytest.fixture
def run(tmp_path):
    """Run a command in a home of its own, as whoever installs the system does."""

    def ran(*arguments, **environment):
        own = {k: v for k, v in os.environ.items() if not k.startswith("TAIZHANG_") and k != "DATABASE_URL"}
        settled = {
            "TAIZHANG_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "taizhang.settings",
            **environment,
        }
        done = subprocess.run(
            [sys.executable, *arguments], env={**own, **settled}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return ran


def test_an_installation_for_work_begins_without_accounts_and_its_first_password_is_used_once(run):
    run("-m", "taizhang", "setup", TAIZHANG_HTTPS="1")
    assert run("-c", COUNT).strip() == "0 []"
    said = run("-m", "taizhang", "open_bureau", "jia", "甲区科学技术局", "330881", "first.admin")
    assert run("-c", COUNT).strip() == "1 [('first.admin', True)]"
    assert "一次性密码" in said and "taizhang-sample" not in said
