"""Registered technology contracts 技术合同, as seller and as buyer."""
