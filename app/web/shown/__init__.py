"""What the templates get: one frozen page object for each page, with every word already chosen."""
