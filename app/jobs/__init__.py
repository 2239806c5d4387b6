"""Who runs a comparison, and who clears away what has expired."""
