"""Gathers the models of the register packages for Django; import a model from its own package."""

import importlib
import pkgutil

import taizhang.registers
import taizhang.registers.indexes
import taizhang.registers.personal_rules

for module in pkgutil.iter_modules(taizhang.registers.__path__):
    if module.ispkg and module.name not in ("migrations", "tests"):
        importlib.import_module(f"taizhang.registers.{module.name}.models")

from taizhang.registers.around import BureauSetting, Draft, ProposedChange, SavedView, Screening, Sending  # noqa: E402

__all__ = ["BureauSetting", "Draft", "ProposedChange", "SavedView", "Screening", "Sending"]
