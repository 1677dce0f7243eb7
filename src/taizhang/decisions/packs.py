"""The packs in use 在用的政策包: those built in and those of the bureau's own folder."""

from django.conf import settings

from taizhang.core.decisions import Refused
from taizhang.policies.engine.facts import FactSpec, shared_facts
from taizhang.policies.engine.loading import packs
from taizhang.policies.engine.pack import Pack


def packs_in_use() -> dict[str, Pack]:
    """Every pack by name; read once, so that a new one counts from the next start of the service.

    Raises Refused where one cannot be used: rules are never half there.
    """
    return packs((settings.EXTRA_POLICIES,))


def pack_of(name: str) -> Pack:
    """A pack by its name (national/high_tech_enterprise). Raises Refused where there is none."""
    found = packs_in_use().get(name)
    if found is None:
        raise Refused(f"没有叫“{name}”的政策包。它可能已经停用；请从政策列表里打开。")
    return found


def judging_packs() -> dict[str, Pack]:
    """The packs that judge an enterprise (others only hold calculations)."""
    return {name: pack for name, pack in packs_in_use().items() if pack.begins is not None}


def known_facts() -> dict[str, FactSpec]:
    """Every fact that any pack knows, by name."""
    return {name: spec for pack in packs_in_use().values() for name, spec in pack.facts.items()} or dict(
        shared_facts()
    )
