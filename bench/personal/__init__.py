"""How well the scanner of what is published finds personal data 公开前扫描的准确率."""
