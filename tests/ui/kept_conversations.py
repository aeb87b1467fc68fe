"""What the browser of a test keeps."""


def expect_kept(page, count=1):
    """Wait until the browser keeps that many conversations."""
    page.wait_for_function(
        "count => Object.keys(localStorage).filter("
        "key => key.startsWith('report-assistant/')).length === count",
        arg=count,
    )
