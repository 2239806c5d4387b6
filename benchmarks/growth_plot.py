"""Draws how time grows with the length of the articles, as SVG with both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDTH, HEIGHT = 420, 300  # of the plot, in its own units
ALLOWED = 1.3  # the power of the length that time may grow with


def plot(points: Sequence[tuple[float, float]]) -> str:
    """An SVG of (words, seconds), with a line from the first point that grows with the power ALLOWED.

    Its description has the figures, for who cannot see it.
    """
    words, seconds = zip(*points, strict=True)
    allowed = seconds[0] * (words[-1] / words[0]) ** ALLOWED
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(*seconds, allowed)))

    def place(x: float, y: float) -> str:
        across = math.log(x / words[0]) / math.log(words[-1] / words[0]) * WIDTH
        return f"{across:.1f},{HEIGHT - (math.log10(y) - low) / (high - low) * HEIGHT:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -20 {WIDTH + 100} {HEIGHT + 70}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Seconds by length of the articles">'
        f"<desc>{'; '.join(f'{count:,} words: {took:.2f} seconds' for count, took in points)}</desc>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff" stroke="#6B6B6B"/>'
    ]
    for power in range(low, high + 1):
        _, up = place(words[0], 10.0**power).split(",")
        parts.append(f'<path d="M0 {up}H{WIDTH}" stroke="#D5D9DD"/>')
        parts.append(f'<text x="-52" y="{float(up) + 4:.1f}">{10.0**power:g} s</text>')
    for count in words:
        along, _ = place(count, seconds[0]).split(",")
        parts.append(f'<text x="{float(along) - 14:.1f}" y="{HEIGHT + 18}">{count:,}</text>')
    parts.append(
        f'<polyline points="{place(words[0], seconds[0])} {place(words[-1], allowed)}" stroke="#6B6B6B" '
        f'stroke-dasharray="4 4"/><polyline points="{" ".join(place(x, y) for x, y in points)}" fill="none" '
        'stroke="#0B5CAD" stroke-width="2"/>'
    )
    for x, y in points:
        across, up = place(x, y).split(",")
        parts.append(f'<circle cx="{across}" cy="{up}" r="4" fill="#0B5CAD"/>')
    parts.append(f'<text x="12" y="20" fill="#6B6B6B">dashed: words to the power of {ALLOWED}</text>')
    parts.append(f'<text x="{WIDTH / 2 - 50}" y="{HEIGHT + 40}">words of each article</text></svg>')
    return "".join(parts) + "\n"
