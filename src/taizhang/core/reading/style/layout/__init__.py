"""The layout of a docx against GB/T 9704 版式: measured values, resolved as Word resolves them."""
