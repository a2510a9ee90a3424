"""Writes beside each real workbook the cells that openpyxl 3.1.5 reads in its visible sheets, as the reader does.

Numbers have 15 digits, percentages their sign, dates and times the form of ISO 8601.
"""

import datetime
import decimal
import io
import json
import pathlib
import re
import warnings
import zipfile

import openpyxl

folder = pathlib.Path(__file__).parent / "documents" / "xlsx"


def digits(value):
    """As JavaScript writes a number."""
    rounded = decimal.Decimal(f"{value:.15g}").normalize()
    if rounded == 0 or 1e-6 <= abs(rounded) < 1e21:
        return f"{rounded:f}"
    return re.sub(r"e([+-])0*", r"e\1", f"{rounded:e}")


def text_of(cell):
    value, bare = cell.value, re.sub(r'"[^"]*"|\\.|[_*].', "", cell.number_format or "").split(";")[0]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    shows_time = re.search("[hs]", re.sub(r"\[[^\]]*\]", "", bare), re.I)
    if isinstance(value, datetime.datetime):
        rounded = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        midnight = rounded.time() == datetime.time()
        return rounded.strftime("%Y-%m-%d" if midnight and not shows_time else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.time):
        if not shows_time and value == datetime.time():
            return "1899-12-31"  # The day 0 of Excel.
        return value.strftime("%H:%M:%S")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, (int, float)):
        return digits(100 * value) + "%" if "%" in bare else digits(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def transitional(path):
    """Names the namespaces of a strict workbook (ISO/IEC 29500-1) as openpyxl knows them."""
    file = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(file, "w") as written:
        for entry in given.infolist():
            part = given.read(entry)
            for name in (b"spreadsheetml", b"officeDocument", b"drawingml"):
                strict, usual = b"http://purl.oclc.org/ooxml/" + name, b"http://schemas.openxmlformats.org/" + name + b"/2006"
                part = part.replace(strict, usual) if entry.filename.endswith((".xml", ".rels")) else part
            written.writestr(entry, part)
    return file


warnings.simplefilter("ignore")
for path in sorted(folder.glob("*.xlsx")):
    workbook = openpyxl.load_workbook(transitional(path), data_only=True)
    sheets = {}
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            texts = [text_of(cell) for row in sheet.iter_rows() for cell in row]
            sheets[sheet.title] = [text for text in texts if text.strip()]
    path.with_name(f"{path.name}.cells").write_text(json.dumps(sheets, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
