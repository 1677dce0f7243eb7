"""Bundles made in the background: the evidence workbook, the packed folder of attachments (证明材料)."""
