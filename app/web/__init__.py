"""Everything that speaks HTTP or HTML: pages, the JSON API, forms, page objects, headers."""
