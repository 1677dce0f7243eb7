"""The journal 日志: who did what, when, before and after; append-only and chained by hash."""
