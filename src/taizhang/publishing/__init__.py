"""Publishing 公示与公开: what the bureau puts before the public, scanned for personal data before it goes out."""
