"""The engine of the packs 政策引擎: rules as expressions, read exactly, column by column, and in words."""
