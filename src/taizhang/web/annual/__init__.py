"""年度数据 as an enterprise fills it in, or its liaison or the bureau for it."""
