"""The command line: files in, tables, records and pages out."""

from taizhang.cli.app import main

__all__ = ["main"]
