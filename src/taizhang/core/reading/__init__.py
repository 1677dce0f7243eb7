"""The reader 读稿: documents -> text with places -> figures -> relations the text claims -> findings.

Pure: bytes in, values out; no Django, no database, no clock. `reading.read` is the way in.
"""
