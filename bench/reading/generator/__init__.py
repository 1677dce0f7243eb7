"""Work reports made up by chance, with their labels, right or with planted errors 有意设置的错误."""
