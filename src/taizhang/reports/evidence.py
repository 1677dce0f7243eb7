"""The evidence workbook (附表) of a report: one sheet per figure, formulas and rows linked."""
