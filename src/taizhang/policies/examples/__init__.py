"""Packs of invented local policies 示例政策: they show how money is handed out by rules; no document of any place is meant."""
