"""Answers worded by a chat model, every sentence of which is checked against the report."""
