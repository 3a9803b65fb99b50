"""A short film for the library, drawn frame by frame: a spot that runs through its colour temperatures.

Pillow encodes each frame as WebP, whose picture is a key frame of the VP8 codec; the frames stand behind each other in a
WebM file (Matroska, RFC 9559), which browsers play.
"""

import io
import math
import struct

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, FRAMES_PER_SECOND, SECONDS = 480, 270, 12, 6
_WARM, _COOL = (255, 178, 94), (214, 230, 255)


def film(title: str) -> bytes:
    """The film as WebM."""
    count = FRAMES_PER_SECOND * SECONDS
    return webm([_vp8(_frame(place / (count - 1), title)) for place in range(count)])


def webm(frames: list[bytes]) -> bytes:
    """VP8 key frames of one size as a WebM file; ``FRAMES_PER_SECOND`` of them each second."""
    each = 1000 / FRAMES_PER_SECOND
    head = _element(0x1A45DFA3, _number(0x4286, 1) + _number(0x42F7, 1) + _number(0x42F2, 4) + _number(0x42F3, 8)
                    + _element(0x4282, b"webm") + _number(0x4287, 2) + _number(0x4285, 2))  # fmt: skip
    length = struct.pack(">d", len(frames) * each)
    info = _element(0x1549A966, _number(0x2AD7B1, 1_000_000) + _element(0x4489, length)
                    + _element(0x4D80, b"Ordolux") + _element(0x5741, b"Ordolux"))  # fmt: skip
    picture = _element(0xE0, _number(0xB0, WIDTH) + _number(0xBA, HEIGHT))
    track = _element(
        0xAE, _number(0xD7, 1) + _number(0x73C5, 1) + _number(0x83, 1) + _element(0x86, b"V_VP8") + picture
    )
    blocks = b"".join(
        # track 1, moment relative to the cluster in ms, a key frame
        _element(0xA3, b"\x81" + struct.pack(">hB", round(place * each), 0x80) + frame)
        for place, frame in enumerate(frames)
    )
    cluster = _element(0x1F43B675, _number(0xE7, 0) + blocks)
    return head + _element(0x18538067, info + _element(0x1654AE6B, track) + cluster)


def _element(ident: int, content: bytes) -> bytes:
    return ident.to_bytes((ident.bit_length() + 7) // 8) + (1 << 56 | len(content)).to_bytes(8) + content


def _number(ident: int, value: int) -> bytes:
    return _element(ident, value.to_bytes(max(1, (value.bit_length() + 7) // 8)))


def _vp8(picture: Image.Image) -> bytes:
    """The VP8 key frame of a picture: the one chunk of a WebP file."""
    kept = io.BytesIO()
    picture.save(kept, "WEBP", quality=60, method=2)
    raw = kept.getvalue()
    place = raw.index(b"VP8 ")
    return raw[place + 8 : place + 8 + int.from_bytes(raw[place + 4 : place + 8], "little")]


def _frame(share: float, title: str) -> Image.Image:
    """One frame: ``share`` of the film is over."""
    swing = 0.5 - 0.5 * math.cos(2 * math.pi * share)
    colour = tuple(round(warm + (cool - warm) * swing) for warm, cool in zip(_WARM, _COOL, strict=True))
    night = Image.new("RGB", (WIDTH, HEIGHT), (14, 18, 28))
    cone = Image.new("L", (WIDTH, HEIGHT), 0)
    middle, half = WIDTH / 2, 70 + 20 * math.sin(2 * math.pi * share)
    ImageDraw.Draw(cone).polygon(
        [(middle - 12, 52), (middle + 12, 52), (middle + half, 226), (middle - half, 226)], fill=190
    )
    night.paste(Image.new("RGB", (WIDTH, HEIGHT), colour), mask=cone.filter(ImageFilter.GaussianBlur(9)))
    draw = ImageDraw.Draw(night)
    draw.ellipse((middle - half, 214, middle + half, 240), fill=colour)
    draw.rounded_rectangle((middle - 22, 18, middle + 22, 54), 8, fill=(196, 202, 210))
    draw.rectangle((middle - 8, 4, middle + 8, 20), fill=(150, 156, 164))
    draw.text(
        (14, HEIGHT - 22), f"{title}   {2700 + round(1300 * swing / 100) * 100} K", fill=(235, 238, 242)
    )
    draw.rectangle((0, HEIGHT - 4, WIDTH * share, HEIGHT), fill=(240, 170, 60))
    return night
