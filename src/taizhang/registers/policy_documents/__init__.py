"""Policies the bureau drafts or applies 政策文件."""
