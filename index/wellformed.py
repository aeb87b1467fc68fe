"""Making any string fit for libraries that take only well-formed Unicode."""


def wellformed(text: str) -> str:
    """Return the text with half surrogates replaced by U+FFFD.

    Args:
        text: Any string, such as a question pasted from elsewhere.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
