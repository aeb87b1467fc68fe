"""Pages beside the chat: the report to read, what it is, what people said of answers."""
