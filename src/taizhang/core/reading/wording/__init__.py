"""Findings in words: the calculation as a clerk would check it, possible causes, the place, what was not checked."""
