"""Bars as SVG: a line each, with its label and its value; readable on light and dark pages."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

_ROW, _LABELS, _WIDTH = 24, 170, 640


def bars(title: str, values: Sequence[tuple[str, float]]) -> str:
    """Return a drawing of `values`, the longest bar over the whole width.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not values:
        raise ValueError(f"nothing to draw for: {title}")
    longest = max(value for _, value in values) or 1.0
    rows = []
    for number, (label, value) in enumerate(values):
        y, length = 30 + number * _ROW, (_WIDTH - _LABELS - 90) * value / longest
        rows.append(
            f'<text x="{_LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{_LABELS}" y="{y + 3}" width="{max(length, 1):.1f}" height="{_ROW - 9}" rx="2"/>'
            f'<text x="{_LABELS + length + 6:.1f}" y="{y + 14}">{value:,g}</text>'
        )
    height = 36 + _ROW * len(values)
    style = (
        "text{font:12px sans-serif;fill:#555}rect{fill:#3b6ea8}@media(prefers-color-scheme:dark){text{fill:#bbb}rect{fill:#7aa7d9}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img">'
        f"<title>{escape(title)}</title><style>{style}</style>"
        f'<text x="0" y="16" font-weight="bold">{escape(title)}</text>{"".join(rows)}</svg>\n'
    )
