"""Reading report files, good and bad."""

import os

import pytest

from corpus import ReportFileError, ReportFormatError, parse_report_file

GOOD = "XY.1/2\n\nIntroduction\n1. The first paragraph’s text.\n2. The second."


@pytest.mark.parametrize(
    "raw",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends_make_no_difference(tmp_path, raw):
    path = tmp_path / "report.txt"
    path.write_bytes(raw)
    report = parse_report_file(path)
    assert report.symbol == "XY.1/2"
    assert report.passage("p1").text == "The first paragraph’s text."
    assert len(report.source_sha256) == 64


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "holds no text"),
        (b" \n\n ", "holds no text"),
        (b"%PDF-1.7 ...", "is a PDF file; plain text is expected"),
        (b"PK\x03\x04rest", "is a Word or other zipped document"),
        (b"1. caf\xe9", r"is not UTF-8 text \(byte 6\)"),
        (b"1. a\x00b", "zero bytes"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, raw, said):
    path = tmp_path / "report.txt"
    path.write_bytes(raw)
    with pytest.raises(ReportFileError, match=said) as caught:
        parse_report_file(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(ReportFileError, match=r"cannot be read: No such file.*Check the path"):
        parse_report_file(tmp_path / "missing.txt")
    with pytest.raises(ReportFileError, match="cannot be read: Is a directory"):
        parse_report_file(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(GOOD)
    path.chmod(0)
    with pytest.raises(ReportFileError, match="Permission denied"):
        parse_report_file(path)


def test_a_text_without_numbered_paragraphs_is_refused(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\nthere is nothing numbered here.\n")
    with pytest.raises(ReportFormatError, match=r"No numbered paragraphs.*'letter'.*Give a report"):
        parse_report_file(path)
