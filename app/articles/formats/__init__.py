"""One reader for each format of file; they run in a process of their own (see app/articles/apart.py)."""
