"""What people touch: the chat and the command line."""
