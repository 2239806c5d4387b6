"""The container image without an engine: its steps carried out in a clean root, and what comes of them tried."""
