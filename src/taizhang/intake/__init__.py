"""Intake 导入: a workbook comes in, is matched, checked, previewed, accepted, and can be undone whole."""
