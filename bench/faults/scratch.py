"""A scratch home and an empty database for one run 试验环境; nothing of the developer's own is touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432")


def environment(engine: str, home: Path) -> dict[str, str]:
    """The environment of an empty ledger on an engine; what an earlier run left there is removed."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    made = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_SAMPLES": "0", "TAIZHANG_LOG": "ERROR"}
    made |= {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "taizhang.settings", "PYTHONUNBUFFERED": "1"}
    made |= {f"TAIZHANG_RATE_{kind}": "off" for kind in ("SIGN_IN", "SEARCH", "UPLOAD", "CHECK", "API")}
    if engine == "postgres":
        name = database_of(home)
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
        made["DATABASE_URL"] = f"{SERVER.rsplit('/', 1)[0] if SERVER.count('/') > 2 else SERVER}/{name}"
    return made


def database_of(home: Path) -> str:
    return f"taizhang_faults_{home.name}".replace("-", "_")[:60]


def on_server(*statements: str) -> None:
    import psycopg

    base = SERVER.rsplit("/", 1)[0] if SERVER.count("/") > 2 else SERVER
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


def clear(engine: str, home: Path) -> None:
    """Take home and database away."""
    if engine == "postgres":
        on_server(f'DROP DATABASE IF EXISTS "{database_of(home)}" WITH (FORCE)')
    shutil.rmtree(home, ignore_errors=True)


def run(engine: str, home: Path, arguments: list[str]) -> int:
    """The run itself as a process of its own, since settings are read from the environment once."""
    command = [sys.executable, "-m", "bench.faults.run", "--engine", engine, *arguments]
    return subprocess.run(command, env=environment(engine, home), cwd=ROOT, check=False).returncode
