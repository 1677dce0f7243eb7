"""Merging duplicate organizations 合并重复单位: found, chosen field by field, moved, and undone whole."""
