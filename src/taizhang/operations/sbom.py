"""The bill of materials 软件物料清单, as CycloneDX 1.6: every locked part with its version and hashes.

Written here rather than by a tool: those at hand name a package index and leave the front end out. The same lock files
give the same bytes, so that two lists can be compared.
"""

import hashlib
import json
from typing import Any
from urllib.parse import quote

from taizhang.operations.parts import NPM, Part

FORMAT = "1.6"


def bill(parts: list[Part], version: str) -> str:
    """The list as JSON."""
    listed = [component(part) for part in parts]
    refs = sorted(each["bom-ref"] for each in listed)
    product = {"type": "application", "bom-ref": "taizhang", "name": "taizhang", "version": version}
    made: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": FORMAT,
        "serialNumber": serial(listed, version),
        "version": 1,
        "metadata": {"component": product, "lifecycles": [{"phase": "build"}]},
        "components": listed,
        "dependencies": [{"ref": "taizhang", "dependsOn": refs}],
    }
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def component(part: Part) -> dict[str, Any]:
    """One part. A package has several files, of which one is installed: each is a distribution with its hash."""
    address = purl(part)
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": part.name,
        "version": part.version,
        "purl": address,
        "externalReferences": [
            {"type": "distribution", "url": address, "hashes": [{"alg": kind, "content": told}]}
            for kind, told in part.hashes
        ],
        "properties": [{"name": "taizhang:ecosystem", "value": part.ecosystem}],
    }
    if part.licence:
        made["licenses"] = [{"expression": part.licence}]
    if part.only_where:
        made["scope"] = "optional"
        made["properties"].append({"name": "taizhang:only-where", "value": part.only_where})
    return made


def purl(part: Part) -> str:
    """The package's name among all ecosystems: pkg:npm/%40tabler/core@1.6.1."""
    kind = "npm" if part.ecosystem == NPM else "pypi"
    name = part.name if part.ecosystem == NPM else part.name.replace("_", "-")
    return f"pkg:{kind}/{quote(name, safe='/')}@{quote(part.version, safe='')}"


def serial(listed: list[dict[str, Any]], version: str) -> str:
    """A number that follows from the content."""
    digest = hashlib.sha256(json.dumps([version, listed], sort_keys=True).encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
