"""Tables as files that people open: CSV and XLSX for spreadsheets, in which no cell is a formula, and JSON lines.

Plain Python: rows in, bytes out, written as they come and never held as a whole.
"""

from claims.sheets.defusing import as_it_was, for_a_sheet
from claims.sheets.lines import cells_in_lines, csv_lines, json_lines
from claims.sheets.workbook import write_workbook

__all__ = ["as_it_was", "cells_in_lines", "csv_lines", "for_a_sheet", "json_lines", "write_workbook"]
