"""Import on the desk 导入: a workbook is brought, matched, mended on the page, accepted, and undone whole."""
