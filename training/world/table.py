"""The layout of the table. `crates/rapporteur-names/src/world/table.rs` reads it and documents it."""

import struct

MAGIC = b"WORLD\0\0\1"
BLOCK = 16
MOST_SENSES = 24
NOBODY = 255

(COUNTRY, TERRITORY, PROVINCE, CITY, CAPITAL, REGION, ORGANISATION, INSTITUTION, SEAT_CITY) = range(9)
(MAIN, ALTERNATE, ABBREVIATION, DEMONYM) = range(4)


def number(value: int) -> bytes:
    """LEB128: seven bits a byte, the lowest first."""
    found = bytearray()
    while value >= 128:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def checksum(data: bytes) -> int:
    """FNV-1a over 64-bit words, little-endian, the last one filled up with zeros."""
    data += bytes(-len(data) % 8)
    value = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", data):
        value = (value ^ word) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def shared(first: bytes, second: bytes) -> int:
    length = 0
    while length < min(len(first), len(second), 255) and first[length] == second[length]:
        length += 1
    return length


def write(things: list[dict], codes: list[str], folds: dict[int, str], keys: dict[str, dict]) -> tuple[bytes, dict]:
    """The table's bytes, and the size of each part.

    A thing has kind, country, name, id, number (people, or the holder of a seat) and reference
    (GeoNames id) or short (abbreviation). A key has ordinary and senses: (thing, role), best first.
    """
    strings = bytearray()
    thing_part = bytearray()
    for thing in things:
        name, slug, short = (thing[part].encode() for part in ("name", "id", "short"))
        reference = len(short) if thing["kind"] == ORGANISATION else thing["reference"]
        thing_part += struct.pack(
            "<BBBBIII", thing["kind"], thing["country"], len(name), len(slug), len(strings),
            thing["number"], reference,
        )  # fmt: skip
        strings += name + slug + short
    fold_part = bytearray()
    for code, folded in sorted(folds.items()):
        encoded = folded.encode()
        at = strings.find(encoded)
        if at < 0:
            at = len(strings)
            strings += encoded
        fold_part += struct.pack("<II", code, at << 8 | len(encoded))
    block_part, key_part, before = bytearray(), bytearray(), b""
    ordered = sorted((key.encode(), entry) for key, entry in keys.items())
    for place, (key, entry) in enumerate(ordered):
        if place % BLOCK == 0:
            block_part += struct.pack("<I", len(key_part))
            before = b""
        common = shared(before, key)
        senses = entry["senses"][:MOST_SENSES]
        key_part += bytes((common, len(key) - common, len(senses) | entry["ordinary"] << 7))
        key_part += key[common:]
        for thing, role in senses:
            key_part += number(thing << 2 | role)
        before = key
    parts = {
        "things": bytes(thing_part),
        "codes": "".join(codes).encode(),
        "folds": bytes(fold_part),
        "blocks": bytes(block_part),
        "strings": bytes(strings),
        "keys": bytes(key_part),
    }
    counts = struct.pack(
        "<IIIIII", len(things), len(codes), len(folds), len(keys), len(strings), len(key_part)
    )
    body = counts + b"".join(parts.values())
    return MAGIC + struct.pack("<Q", checksum(body)) + body, {name: len(part) for name, part in parts.items()}
