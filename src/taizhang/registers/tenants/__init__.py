"""Enterprises in incubators 在孵企业."""
