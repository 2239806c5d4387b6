#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs one with apt where none is found.
# CHROMIUM names one to use.
set -eu
cd "$(dirname "$0")/.."
found() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}
found || { sh tools/apt.sh chromium "Chromium, for the browser tests" >&2 && found; }
