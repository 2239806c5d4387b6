"""How the bundled judge is made, from public sentence pairs to the file that the product ships."""
