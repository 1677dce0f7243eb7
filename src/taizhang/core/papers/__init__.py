"""The official paper 公文 as a Word file: `write.write_docx` sends it out, `read.read_docx` takes it back after editing."""
