"""Hostile files and requests against the real server."""
