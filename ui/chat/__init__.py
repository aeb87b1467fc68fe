"""The chat: one conversation with the report, its sources beside it."""
