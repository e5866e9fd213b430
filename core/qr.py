"""QR codes as pictures that stand in a page: no style, no script, no other host."""

import io

import segno


def qr_svg(text: str, *, scale: int = 6, border: int = 2) -> str:
    """A text as SVG, for a camera."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(
        picture, kind="svg", scale=scale, border=border, xmldecl=False, svgns=True, omitsize=True
    )
    return picture.getvalue().decode()
