"""For journeys through a real browser: Chromium, the live server on a database file, a worker that runs the jobs.

@pytest.mark.browser
def test_…(cast, worker, page): page.goto("/imports/") …
"""

import os
import shutil
import threading

import pytest

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
).split()
WAIT = 60_000  # milliseconds


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Server, worker and test are three threads: on SQLite they need a database file, not memory."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(
            tmp_path_factory.mktemp("database") / "journeys.sqlite3"
        )


@pytest.fixture(scope="session")
def chromium():
    """The browser; named by CHROMIUM or found on the path."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no browser: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, live_server):
    """Open a window of a given size: `page = window(width=390, height=844)`; console errors fail the test."""
    contexts, errors = [], []

    def opened(*, width=1366, height=768, javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=live_server.url,
            locale="zh-CN",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if broken(said) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def broken(said) -> bool:
    """Whether a line of the console tells of a fault of ours; an answer of 4xx is told by the page.

    Leaving a page while it asks for news breaks that question off; htmx says so in three lines, of which one is "undefined".
    """
    told = ("Failed to load resource", "Response Status Error Code 4", "htmx:sendAbort", "htmx:afterRequest")
    if said.text == "undefined":
        return False
    return said.type == "error" and not any(words in said.text for words in told)


@pytest.fixture
def page(window):
    """A window of the size of an office screen."""
    return window()


@pytest.fixture
def sign_in():
    """Sign in through the form, as a person does."""
    from tests.cast import PASSWORD

    def signed_in(page, user, then="/"):
        page.goto(f"/sign-in/?next={then}" if then != "/" else "/sign-in/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_load_state()
        assert "sign-in" not in page.url, page.inner_text("main")
        if then != "/":
            page.goto(then)
        return page

    return signed_in


@pytest.fixture
def worker(live_server):
    """The worker of the queue, as `taizhang worker` runs it, in a thread of the test."""
    from django.db import connections
    from django_tasks_db.management.commands.db_worker import Worker

    hand = Worker(
        queue_names=["default"], interval=0.05, batch=False, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="journey", excluded_queue_names=[],
    )  # fmt: skip

    def work():
        try:
            hand.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield hand
    hand.running = False
    thread.join(timeout=30)
    assert not thread.is_alive(), "a job did not end"
