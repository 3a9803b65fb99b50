"""A paper as a fax: pages of 1728 dots in 215 mm and 196 lines an inch, black and white, in Group 4 or Group 3."""

import io
from typing import Final

# ITU-T T.4: 1728 dots on a line of 215 mm (204 an inch); fine resolution 7.7 lines a mm (196 an inch)
DOTS: Final = 1728
ACROSS: Final = 204
DOWN: Final = 196
LINE_MM: Final = 215
MOST_PAGES: Final = 60
GROUPS: Final = {"g4": "group4", "g3": "group3"}
# below this grey is black: small print stays whole, tints of tables go white
_BLACK_BELOW: Final = 150


def as_fax(pdf: bytes, *, group: str = "g4") -> bytes:
    """The pages of one of our own PDF papers as a multi-page TIFF that fax servers send without change.

    ``group`` is "g4" (T.6) or "g3" (T.4, one-dimensional). Raises ValueError for a paper without pages, or with too many.
    """
    import pypdfium2  # heavy, and needed only here
    from PIL import Image

    pages = []
    with pypdfium2.PdfDocument(pdf) as paper:
        if not 0 < len(paper) <= MOST_PAGES:
            raise ValueError(f"a fax of {len(paper)} pages")
        for page in paper:
            # drawn at the finer of the two and squeezed down the page: its dots are not square
            drawn = page.render(scale=ACROSS / 72, grayscale=True).to_pil()
            sheet = Image.new("L", (DOTS, round(drawn.height * DOWN / ACROSS)), 255)
            squeezed = drawn.resize((drawn.width, sheet.height), Image.Resampling.LANCZOS)
            sheet.paste(squeezed, ((DOTS - squeezed.width) // 2, 0))
            pages.append(sheet.point(lambda grey: 255 if grey >= _BLACK_BELOW else 0).convert("1"))
    made = io.BytesIO()
    pages[0].save(
        made, "TIFF", compression=GROUPS[group], dpi=(ACROSS, DOWN), save_all=True, append_images=pages[1:]
    )
    return made.getvalue()
