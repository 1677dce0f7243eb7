"""Relations 勾稽: what the text itself claims between its figures, recomputed."""
