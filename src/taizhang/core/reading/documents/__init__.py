"""Bytes of docx, doc, pdf, html, txt, xlsx -> Document. `opening.open_document` is the way in."""
