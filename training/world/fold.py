"""How names are folded: the same for the table's keys and for what is looked up in it.

The map from letters to folded letters is part of the table, so that the reader of the table and its
builder cannot differ.
"""

import unicodedata

# Marks above and below letters that writers leave out: Latin, Greek and Cyrillic accents, Hebrew and
# Arabic points, the Arabic stroke that stretches words. The vowel signs of Indian scripts are letters.
MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05BD),
    (0x05BF, 0x05BF),
    (0x05C1, 0x05C7),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
)

# Signs that part nothing: apostrophes and their look-alikes, quotation marks, points, commas, brackets.
DROPPED = "'’‘ʼʻʹʺʾʿˈ`´′″\"“”„«»‹›.·•…,;:!?¿¡()[]{}*״׳،؛؟。、・\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# Letters that Unicode does not take apart, after common practice; Arabic letters that Persian, Urdu
# and Kurdish write otherwise.
SPECIAL = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ĸ": "k",
    "ŋ": "n", "ħ": "h", "ŧ": "t", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d",
    "ƙ": "k", "ƴ": "y", "ɨ": "i", "ʉ": "u", "ґ": "г",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه",
    "&": " and ",
}  # fmt: skip

# The scripts whose letters are taken apart; others are only brought to one form.
APART = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "ARMENIAN")


def is_mark(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in MARKS)


def fold_letter(letter: str) -> str:
    """One character, folded: nothing, a blank, or letters."""
    if letter in DROPPED or is_mark(letter):
        return ""
    if letter.isspace() or unicodedata.category(letter) in ("Pd", "Pc", "Zs") or letter in "/־":
        return " "
    folded = letter.casefold()
    if unicodedata.name(letter, "").split(" ")[0] in APART:
        apart = unicodedata.normalize("NFKD", folded)
    else:
        apart = unicodedata.normalize("NFKC", folded)
    kept = "".join(SPECIAL.get(part, part) for part in apart if not is_mark(part))
    # What comes out may have to be folded in its turn: brackets, blanks.
    return kept if kept == letter else "".join(map(fold_letter, kept))


def fold_map() -> dict[int, str]:
    """Every character of the first plane that does not stand for itself."""
    found = {}
    for code in range(0x21, 0x10000):
        letter = chr(code)
        if 0xD800 <= code <= 0xF8FF or unicodedata.category(letter) == "Cn":
            continue
        folded = fold_letter(letter)
        if folded != letter:
            found[code] = folded
    return found


FOLDS = fold_map()


def fold(text: str) -> str:
    """A name, folded: single blanks, none at its ends."""
    return " ".join("".join(FOLDS.get(ord(letter), letter) for letter in text).split())


def key_of(text: str) -> str:
    """The key of a name: folded, without the article before it."""
    folded = fold(text)
    return folded.removeprefix("the ") or folded
