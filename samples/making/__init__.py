"""The makers of the sample bureaus' workbooks: one module per region, and the few things they share."""
