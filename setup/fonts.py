"""Put the fonts of the papers into var/fonts, without root.

Sources are ordinary packages that `make setup` has installed already:

- Noto Sans and Noto Sans Arabic, variable TTF, from the Python packages fontpkg-noto-sans and
  fontpkg-noto-sans-arabic;
- Noto Sans SC, regular, all 30,890 characters, from the Python package pylopdf-fonts-zh-cn;
- Noto Sans SC, variable, in a hundred slices of woff2, from the npm package
  @fontsource-variable/noto-sans-sc: our bold.

The typesetter wants one static file per weight, so we pin the variable ones at 400 and 700, and join the
slices. All of it is Noto under the SIL Open Font License 1.1, which allows this; the licence files are
copied beside the fonts.

Run it again at any time: it does nothing when the fonts are there (`--again` rebuilds them).
"""

import io
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "var" / "fonts"
SLICES = PROJECT / "node_modules" / "@fontsource-variable" / "noto-sans-sc" / "files"
WEIGHTS = {"Regular": 400, "Bold": 700}
NEEDED = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansSC-Regular.otf",
)


def package_folder(name: str) -> Path:
    """Return the folder of an installed Python package; stop with a clear sentence when it is not there."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The Python package {name} is missing: run make setup.")
    return Path(spec.origin).parent


def pinned(font: bytes, weight: int) -> bytes:
    """Return a static copy of a variable font at the weight (and at normal width)."""
    face = harfbuzz.Face(font)
    wish = harfbuzz.SubsetInput()
    wish.keep_everything()
    for axis in face.axis_infos:
        value = float(weight) if axis.tag == "wght" else axis.default_value
        wish.pin_axis_location(face, axis.tag, value)
    return bytes(harfbuzz.subset(face, wish).blob.data)


def named(font: TTFont, family: str, style: str) -> TTFont:
    """Write family and style into the font's names and weight, so that the typesetter finds it."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, text in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    bold = style == "Bold"
    font["OS/2"].fsSelection = 1 << 5 if bold else 1 << 6
    font["head"].macStyle = 1 if bold else 0
    return font


def write_pinned(package: str, file: str, family: str, style: str, folder: Path) -> None:
    """Make one static weight of a variable font of a Python package."""
    source = package_folder(package) / "files" / file
    font = TTFont(io.BytesIO(pinned(source.read_bytes(), WEIGHTS[style])))
    named(font, family, style).save(folder / f"{family.replace(' ', '')}-{style}.ttf")


def unpacked_slice(path: Path, weight: int) -> bytes:
    """Return one woff2 slice as a static TTF at the weight, without layout tables."""
    font = TTFont(path)
    font.flavor = None
    # Slices of one font cannot share their substitution tables; Chinese needs none of them to be set
    # horizontally.
    for table in ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VVAR", "STAT", "prep", "gasp"):
        if table in font:
            del font[table]
    plain = io.BytesIO()
    font.save(plain, reorderTables=False)
    return pinned(plain.getvalue(), weight)


def write_bold_chinese(slices: list[Path], folder: Path) -> None:
    """Join the slices of Noto Sans SC at weight 700 into one font."""
    parts = [io.BytesIO(unpacked_slice(path, WEIGHTS["Bold"])) for path in slices]
    font = Merger().merge(parts)
    named(font, "Noto Sans SC", "Bold").save(folder / "NotoSansSC-Bold.ttf")


def install(folder: Path = FOLDER, *, again: bool = False) -> list[Path]:
    """Make the fonts that are missing in the folder and return all that are there now."""
    folder.mkdir(parents=True, exist_ok=True)
    slices = sorted(SLICES.glob("*-wght-normal.woff2"))
    bold = folder / "NotoSansSC-Bold.ttf"
    if again:
        for path in folder.glob("Noto*"):
            path.unlink()
    with ProcessPoolExecutor(max_workers=2) as pool:
        jobs = []
        if slices and not bold.exists():
            jobs.append(pool.submit(write_bold_chinese, slices, folder))
        for package, file, family in (
            ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", "Noto Sans"),
            ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf", "Noto Sans Arabic"),
        ):
            jobs.extend(
                pool.submit(write_pinned, package, file, family, style, folder)
                for style in WEIGHTS
                if not (folder / f"{family.replace(' ', '')}-{style}.ttf").exists()
            )
        regular = folder / "NotoSansSC-Regular.otf"
        if not regular.exists():
            shutil.copyfile(package_folder("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf", regular)
        licence = folder / "OFL.txt"
        if not licence.exists():
            shutil.copyfile(package_folder("fontpkg_noto_sans") / "LICENSE", licence)
        for job in jobs:
            job.result()
    if not slices and not bold.exists():
        print("Noto Sans SC has no bold: run npm install and setup/fonts.py again.", file=sys.stderr)
    return sorted(path for path in folder.glob("Noto*") if path.suffix in {".ttf", ".otf"})


if __name__ == "__main__":
    for made in install(again="--again" in sys.argv[1:]):
        print(f"{made.relative_to(PROJECT)}  {made.stat().st_size // 1024} KiB")
