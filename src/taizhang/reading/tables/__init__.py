"""Claims out of tables: marked by the file's format, or typed in plain text with tabs, rules, spaces or line by line."""

from taizhang.reading.tables.claims import TableClaim
from taizhang.reading.tables.reading import TableReading, read_tables
from taizhang.reading.tables.surroundings import blanked, set_apart

__all__ = ["TableClaim", "TableReading", "blanked", "read_tables", "set_apart"]
