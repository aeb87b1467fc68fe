"""The report that is shipped with the product."""

from importlib.resources import as_file, files

from corpus.model import Report
from corpus.parser import parse_report
from corpus.source import SourceText, read_source

_FILE_NAME = "GB.309-PFA-5-4.txt"


def bundled_source() -> SourceText:
    """Read the text of the shipped report."""
    with as_file(files("corpus") / "reports" / _FILE_NAME) as path:
        return read_source(path)


def bundled_report() -> Report:
    """Parse the shipped report, ILO Governing Body document GB.309/PFA/5/4."""
    return parse_report(bundled_source())
