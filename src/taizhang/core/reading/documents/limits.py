"""How much is read: beyond these a document is refused in words, so that time and memory stay bounded."""

MAX_BYTES = 50 * 1024 * 1024  # the file as given
MAX_TEXT = 20_000_000  # characters of text read
MAX_PART = 96 * 1024 * 1024  # one XML part, unpacked; the tree takes about eight times as much
MAX_ENTRIES = 20_000  # files inside an archive
MAX_TABLES_DEEP = 30  # tables in tables
MAX_PAGES = 2_000  # of a PDF
MAX_SPAN = 2_000  # columns or rows that one cell may cover
MAX_MARKUP = 20_000_000  # characters of a web page, tags included
MAX_TAGS = 500_000
MAX_SPREAD = 3_000_000  # columns that the cells of one table cover together
MAX_BLOCKS = 500_000  # paragraphs, cells, lines
