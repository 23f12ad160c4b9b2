"""Bulk files: every row at once, streamed, in formats that others read: CSV with its dictionary, Excel, SDMX, results as IATI has them."""
