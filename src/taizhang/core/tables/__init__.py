"""Workbooks in and out 表格进出: bytes -> sheets -> tables -> matched columns -> typed rows + problems; and back."""
