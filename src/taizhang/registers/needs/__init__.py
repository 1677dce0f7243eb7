"""Technical needs of enterprises 技术需求 and what became of them."""
