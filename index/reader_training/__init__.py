"""Training the reader from the bundled embedding model's weights.

python -m index.reader_training --data FOLDER [--output FOLDER]
"""
