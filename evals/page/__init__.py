"""A run as one page that needs nothing else."""

from evals.page.document import render_page, write_page

__all__ = ["render_page", "write_page"]
