"""A comparison as its readers see it: order, words and signs, the same on the page and in what is taken along. Pure."""
