"""Reports on screen: written, proven, taken to Word and back, signed 总结与报表."""
