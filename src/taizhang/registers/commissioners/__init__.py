"""Science and technology commissioners and where they serve 科技特派员选派."""
