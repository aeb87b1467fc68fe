"""Serving the chat and the pages to browsers and programs."""
