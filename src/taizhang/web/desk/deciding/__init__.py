"""Decisions on the desk 政策判定: what would be different today, deciding again, and what a decision saw."""
