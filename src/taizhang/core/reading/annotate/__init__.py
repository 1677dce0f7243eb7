"""The original document with comments 批注 at what does not add up; nothing else in it changes."""
