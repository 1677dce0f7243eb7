"""Indicators of assessments of the bureau 考核."""
