"""The pages that show what was written, in a real Chromium: no script runs, our own pages break no policy of theirs."""

import os
import shutil
from collections.abc import Iterator

from bench.hostile.case import Case, Outcome, Verdict, failed
from bench.hostile.house import House

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def cases() -> Iterator[Case]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        print("no browser: the pages were not opened in one")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for page in pages():
            yield Case("pages in Chromium", page, lambda house, page=page: opened(house, chromium, page), 30)
        chromium.close()


def pages() -> list[str]:
    from taizhang.registers.declaration import registers

    made = [
        "/",
        "/sign-in/",
        "/check/",
        "/imports/",
        "/reconcile/",
        "/reports/",
        "/indicators/",
        "/handins/",
        "/search/?q=evil",
        "/api/v1/docs",
        "/admin/account/",
    ]
    for name in registers():
        made += [f"/registers/{name}/", f"/registers/{name}/?first", f"/registers/{name}/new/"]
    return made


def opened(house: House, chromium: object, page: str) -> Outcome:
    """Open a page (`?first`: the newest record of the list) and listen."""
    if page.endswith("?first"):
        from taizhang.registers.declaration import registers

        name = page.split("/")[2]
        newest = registers()[name].model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        page = f"/registers/{name}/{newest}/" if newest else f"/registers/{name}/"
    context = chromium.new_context(base_url=f"http://127.0.0.1:{house.port}", locale="zh-CN")  # type: ignore[attr-defined]
    context.add_cookies(
        [{"name": "sessionid", "value": house.session("staff"), "url": f"http://127.0.0.1:{house.port}"}]
    )
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append("dialog") or dialog.dismiss())
    tab.goto(page)
    tab.wait_for_load_state("networkidle")
    ran = tab.evaluate("() => window.tzevil || document.querySelector('tz-evil,[tzevil]') ? 1 : 0")
    context.close()
    broken = [
        line for line in said if "Content Security Policy" in line or "dialog" in line or "Error" in line
    ]
    if ran or broken:
        return failed(f"ran: {ran}; {broken[:2]}")
    return Outcome(Verdict.HARMLESS)
