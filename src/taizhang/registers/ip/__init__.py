"""Intellectual property 知识产权: patents, copyrights, varieties, standards."""
