"""Files 附件: content-addressed private storage, served only through access."""
