"""The only folder that imports model libraries: it keeps the promises of `app.comparison.ports`."""
