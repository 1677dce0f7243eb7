"""The publication desk 公示与公开: put together, scanned, released, published, withdrawn."""
