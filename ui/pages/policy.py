"""What a browser may do on a page without the chat: show it, and send its form."""

PAGE_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script at all, no style but the pages' own sheet, nothing from elsewhere."""
