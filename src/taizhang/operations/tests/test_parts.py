"""The bill of materials lists what is locked; the audit finds what an advisory concerns, and says when it cannot."""

import io
import json
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command

from taizhang.core.decisions import Refused
from taizhang.operations.advisories import audit, within
from taizhang.operations.parts import LOCKS, NPM, PYPI, Part, locked, python_parts
from taizhang.operations.sbom import bill


def advisory(ecosystem, name, *events, versions=(), **more):
    affected = {"package": {"ecosystem": ecosystem, "name": name}, "versions": list(versions)}
    if events:
        affected["ranges"] = [
            {"type": "ECOSYSTEM" if ecosystem == PYPI else "SEMVER", "events": list(events)}
        ]
    return {
        "id": f"X-{name}",
        "modified": "2026-08-01T00:00:00Z",
        "summary": "made up",
        "affected": [affected],
        **more,
    }


@pytest.fixture
def export(tmp_path):
    """Write advisories as an export, each ecosystem covered by one that concerns nothing."""

    def written(*told):
        path = tmp_path / "all.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for at, each in enumerate(
                [
                    *told,
                    advisory(PYPI, "none", {"introduced": "0"}),
                    advisory(NPM, "none", {"introduced": "0"}),
                ]
            ):
                archive.writestr(f"{at}.json", json.dumps(each))
        return path

    return written


def part(ecosystem, name, version):
    return Part(ecosystem, name, version, (("SHA-256", "00"),))


def test_every_locked_package_is_read_with_its_hashes():
    parts = locked()
    pinned = {
        (m[1].lower(), m[2])
        for name in ("requirements.txt", "requirements-node.txt")
        for m in re.finditer(r"(?m)^([\w.-]+)==([^ ;\\]+)", (LOCKS / name).read_text())
    }
    assert {(p.name, p.version) for p in parts if p.ecosystem == PYPI} == pinned
    lock = json.loads((LOCKS / "package-lock.json").read_text())["packages"]
    assert {(p.name, p.version) for p in parts if p.ecosystem == NPM} == {
        (where.rsplit("node_modules/", 1)[-1], told["version"]) for where, told in lock.items() if where
    }
    assert all(p.hashes for p in parts)


def test_the_bill_lists_each_of_them_and_names_no_machine_and_no_index():
    out = io.StringIO()
    call_command("sbom", stdout=out)
    made = json.loads(out.getvalue())
    parts = locked()
    assert [(c["name"], c["version"]) for c in made["components"]] == [(p.name, p.version) for p in parts]
    for each, listed in zip(parts, made["components"], strict=True):
        told = {(h["alg"], h["content"]) for r in listed["externalReferences"] for h in r["hashes"]}
        assert told == set(each.hashes)
    assert not re.search(r"https?://|/home/|/root/|" + re.escape(str(LOCKS)), out.getvalue())
    assert {"pypi", "npm"} <= {c["purl"].split("/")[0].removeprefix("pkg:") for c in made["components"]}
    again = io.StringIO()
    call_command("sbom", stdout=again)
    assert again.getvalue() == out.getvalue()


def test_the_bill_is_valid_cyclonedx():
    """Of each kind of part two: the schema takes a quarter of a second for each component."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    few = [[p for p in locked() if p.ecosystem == kind and bool(p.only_where) == where][:2]
           for kind, where in ((PYPI, False), (PYPI, True), (NPM, False))]  # fmt: skip
    assert (
        JsonStrictValidator(SchemaVersion.V1_6).validate_str(
            bill([part for kind in few for part in kind], "1.0")
        )
        is None
    )


@pytest.mark.parametrize(
    ("ecosystem", "version", "events", "inside"),
    [
        (PYPI, "5.2.8", [{"introduced": "5.2"}, {"fixed": "5.2.9"}], True),
        (PYPI, "5.2.9", [{"introduced": "5.2"}, {"fixed": "5.2.9"}], False),
        (PYPI, "5.2.10", [{"introduced": "0"}, {"fixed": "5.2.9"}], False),  # not compared as text
        (PYPI, "5.2rc1", [{"introduced": "5.2"}], False),
        (PYPI, "2.0", [{"introduced": "0"}, {"last_affected": "2.0"}], True),
        (PYPI, "2.0.1", [{"introduced": "0"}, {"last_affected": "2.0"}], False),
        (PYPI, "3.1", [{"introduced": "0"}, {"fixed": "2"}, {"introduced": "3"}, {"fixed": "3.2"}], True),
        (PYPI, "2.5", [{"introduced": "3"}, {"fixed": "3.2"}, {"introduced": "0"}, {"fixed": "2"}], False),
        (NPM, "1.6.1", [{"introduced": "0"}, {"fixed": "1.6.2"}], True),
        (NPM, "1.10.0", [{"introduced": "0"}, {"fixed": "1.9.0"}], False),
        (NPM, "2.0.0-beta.2", [{"introduced": "0"}, {"fixed": "2.0.0"}], True),
        (NPM, "2.0.0-beta.11", [{"introduced": "0"}, {"fixed": "2.0.0-beta.2"}], False),
    ],
)  # fmt: skip
def test_versions_are_held_against_ranges(ecosystem, version, events, inside):
    assert within(ecosystem, version, events) is inside


def test_a_concerned_part_is_told_with_its_remedy(export, capsys):
    django = next(p for p in locked() if p.name == "django")
    told = advisory(PYPI, "Django", {"introduced": "0"}, {"fixed": "99.0"}, aliases=["CVE-0000-1"])
    with pytest.raises(SystemExit) as ended:
        call_command("audit", advisories=[export(told)], locks=LOCKS)
    assert ended.value.code == 1
    out = capsys.readouterr().out
    assert f"django {django.version}：X-Django、CVE-0000-1 made up。升级到 99.0。" in out


def test_where_nothing_concerns_us_it_says_how_much_was_looked_at(export, capsys):
    withdrawn = advisory(PYPI, "django", {"introduced": "0"}, withdrawn="2026-01-01T00:00:00Z")
    call_command("audit", advisories=[export(withdrawn)], locks=LOCKS)
    assert f"核对了 {len(locked())} 个软件包" in capsys.readouterr().out


def test_names_are_compared_as_the_registry_does_and_versions_may_be_listed(export):
    parts = [part(PYPI, "python-json-logger", "4.0"), part(NPM, "@tabler/core", "1.6.1")]
    told = [
        advisory(PYPI, "Python_JSON.Logger", versions=["4.0"]),
        advisory(NPM, "@tabler/core", {"introduced": "0"}),
    ]
    assert [c.part.name for c in audit(parts, [export(*told)]).concerns] == [
        "@tabler/core",
        "python-json-logger",
    ]


@pytest.mark.parametrize("events", [[{"introduced": "0"}, {"fixed": "next week"}], []])
def test_an_advisory_that_cannot_be_understood_is_shown_not_swallowed(export, events):
    found = audit([part(PYPI, "a", "1"), part(NPM, "b", "1.0.0")], [export(advisory(PYPI, "a", *events))])
    assert [(c.part.name, c.sure) for c in found.concerns] == [("a", False)]


def test_an_ecosystem_without_advisories_is_not_called_clean(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.json", json.dumps(advisory(PYPI, "none", {"introduced": "0"})))
    with pytest.raises(Refused, match="没有 npm 的公告"):
        audit([part(NPM, "b", "1.0.0")], [path])


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_export_is_refused_in_words(tmp_path, content):
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="不是 OSV 公告的导出"):
        call_command("audit", advisories=[path], locks=LOCKS)


def test_where_the_lock_files_are_missing_it_says_which(tmp_path):
    with pytest.raises(CommandError, match=r"requirements\.txt"):
        call_command("sbom", locks=tmp_path)


def test_a_condition_of_a_package_is_kept():
    text = "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:aa\nnext==1 \\\n    --hash=sha256:bb\n"
    first, second = python_parts(text)
    assert (first.only_where, first.hashes) == ("sys_platform == 'win32'", (("SHA-256", "aa"),))
    assert (second.only_where, second.hashes) == ("", (("SHA-256", "bb"),))
