"""The lists beside this file: countries, demonyms, seats of government, regions, organisations."""

from pathlib import Path

FOLDER = Path(__file__).parent / "lists"


def rows(name: str, columns: int) -> list[list[str]]:
    """The lines of a list, each with exactly so many cells."""
    found = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            assert len(cells) <= columns, f"{name}: {line}"
            found.append([cell.strip() for cell in cells] + [""] * (columns - len(cells)))
    return found


def names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split("|") if name.strip()]


def english_demonyms() -> list[tuple[str, str]]:
    """Country code and word, plurals and -women among them."""
    found = []
    for code, cell in rows("demonyms.tsv", 2):
        for word in names(cell):
            if word.endswith("man") and not word.startswith("+"):
                stem = word.removesuffix("man")
                found += [(code, stem + end) for end in ("man", "men", "woman", "women")]
            elif word.startswith("+"):
                found += [(code, word[1:]), (code, word[1:] + "s")]
            else:
                found.append((code, word))
    return found


# Endings of citation forms with the endings of their other forms; the first that fits counts.
INFLECTIONS = {
    "es": [("o", "o a os as"), ("és", "és esa eses esas"), ("án", "án ana anes anas"),
           ("ol", "ol ola oles olas"), ("e", "e es"), ("í", "í íes ís"), ("a", "a as")],
    "pt": [("ês", "ês esa esas eses"), ("ão", "ão ã ães ãs"), ("o", "o a os as"), ("e", "e es"), ("a", "a as")],
    "it": [("o", "o a i he"), ("e", "e i"), ("a", "a i e")],
    "fr": [("ien", "ien ienne iens iennes"), ("éen", "éen éenne éens éennes"),
           ("ais", "ais aise aises"), ("ois", "ois oise oises"), ("e", "e es"), ("", " e s es")],
    "de": [("isch", "isch ische ischer ischen isches ischem"), ("", "")],
    "nl": [("s", "s se"), ("", "")],
    "pl": [("ki", "ki ka kie kiego kiej kiemu kim kich kimi ką")],
    "ru": [("ий", "ий ая ое ие ого ой ому им ом их ими ую")],
    "uk": [("ий", "ий а е і ого ої ому им ій их ими у ою")],
}  # fmt: skip


def inflect(language: str, word: str) -> list[str]:
    """The forms of an adjective; those that no such word has are harmless."""
    for ending, forms in INFLECTIONS.get(language, []):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return [stem + form for form in forms.split(" ")]
    return [word]


def foreign_demonyms() -> list[tuple[str, str]]:
    found = []
    for language, code, cell in rows("demonyms-foreign.tsv", 3):
        found += [(code, form) for word in names(cell) for form in inflect(language, word)]
    return found
