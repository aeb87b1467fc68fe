"""The report that is shipped with the product."""

from importlib.resources import as_file, files

from corpus.model import Report
from corpus.parser import parse_report_file

_FILE_NAME = "GB.309-PFA-5-4.txt"


def bundled_report() -> Report:
    """Parse the shipped report, ILO Governing Body document GB.309/PFA/5/4."""
    with as_file(files("corpus") / "reports" / _FILE_NAME) as path:
        return parse_report_file(path)
