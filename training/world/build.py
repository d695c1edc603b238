"""Makes the table of what the world is called, from public sources and the lists beside this file.

    build.py PACKAGES FOLDER

PACKAGES holds the npm packages, unpacked (`build.sh` fetches them); FOLDER gets `world.bin` and
`ATTRIBUTION.md`. The same inputs give the same bytes.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import blake3

import lists
import table
from fold import FOLDS, fold, key_of
from sources import Sources

# Places of fewer people are not in the table; capitals are, whatever their size.
LEAST_PEOPLE = 10000

# Aliases in the scripts of the press that is read or translated most; others would double the table.
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN", "CJK", "HANGUL", "HIRAGANA",
           "KATAKANA", "DEVANAGARI", "BENGALI", "THAI")  # fmt: skip
LONGEST = 48

# Which sense of a spelling stands first: countries and seats before places, places by their people,
# a usual name counting ten times an alias.
COUNTRY_WEIGHT, OTHER_WEIGHT, USUAL = 1 << 40, 1 << 38, 10

# Words that say what a division is and that the press leaves out.
DIVISIONS = ("oblast", "province", "region", "governorate", "county", "state", "city", "prefecture", "department",
             "district", "krai", "republic", "voivodeship", "parish", "canton", "municipality")  # fmt: skip


def script_of(text: str) -> str:
    letters = (letter for letter in text if letter.isalpha())
    return next((unicodedata.name(letter, "?").split(" ")[0].split("-")[0] for letter in letters), "")


def slug(name: str) -> str:
    return "".join(letter if letter.isascii() else "" for letter in key_of(name)).replace(" ", "-")


def is_code(name: str) -> bool:
    """Abbreviations, airports: few letters, all Latin capitals."""
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) <= 5 and all(letter.isupper() for letter in letters) and script_of(name) == "LATIN"


class Builder:
    def __init__(self, sources: Sources):
        self.sources = sources
        self.ordinary = {fold(word) for word in sources.ordinary_words()}
        self.things: list[dict] = []
        self.senses: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
        self.short = {key_of(name) for (name,) in lists.rows("short-names.txt", 1)}
        self.codes: list[str] = []
        self.countries: dict[str, int] = {}

    def thing(self, kind, name, country=table.NOBODY, slug="", short="", number=0, reference=0) -> int:
        self.things.append(
            {"kind": kind, "country": country, "name": name, "id": slug, "short": short,
             "number": number, "reference": reference}
        )  # fmt: skip
        return len(self.things) - 1

    def name(self, thing: int, role: int, name: str, weight: int):
        """One spelling of a thing; the weightier role stays where there are two."""
        key = key_of(name)
        if key and len(key.encode()) <= 255:
            senses = self.senses[key]
            roles = [known for known in senses if known[0] == thing and known[1] != table.DEMONYM]
            if role != table.DEMONYM and roles and min(roles)[1] <= role:
                return
            if role != table.DEMONYM:
                for known in roles:
                    del senses[known]
            senses[(thing, role)] = max(weight, senses.get((thing, role), 0))

    def fits(self, name: str) -> bool:
        """Whether an alias of a place says something: no code, no romanisation syllable by syllable, no note."""
        script = script_of(name)
        key = key_of(name)
        letters = sum(letter.isalpha() for letter in key)
        least = 2 if script in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA") else 4
        return (
            script in SCRIPTS
            and least <= letters
            and len(name.encode()) <= LONGEST
            and not name[0].islower()
            and not is_code(name)
            and not any(letter in "()[],;:/…" or letter.isdigit() for letter in name)
            and key not in self.ordinary
        )

    def add_countries(self):
        own = {row[0]: row for row in lists.rows("countries.tsv", 5)}
        foreign = self.sources.territory_names()
        entries = [entry for entry in self.sources.countries() if entry["iso"] not in ("AN", "CS")]
        claims = {}
        for entry in entries:
            code = entry["iso"]
            _, name, names, short, status = own.get(code, [code, "", "", "", ""])
            name = name or entry["name"].strip()
            kind = table.TERRITORY if status == "territory" else table.COUNTRY
            country = self.thing(
                kind, name, len(self.codes), slug(name), number=entry["population"], reference=entry["geonameid"]
            )
            self.codes.append(code)
            self.countries[code] = country
            weight = COUNTRY_WEIGHT + entry["population"]
            self.name(country, table.MAIN, name, weight)
            english = [entry["name"]] + [known for known in foreign[code][:1]] + lists.names(names)
            for spelling in english:
                self.name(country, table.ALTERNATE, spelling, weight)
                claims.setdefault(key_of(spelling), code)
            for spelling in lists.names(short):
                self.name(country, table.ABBREVIATION, spelling, weight)
            claims.setdefault(key_of(name), code)
        for entry in entries:
            code = entry["iso"]
            for spelling in foreign[code]:
                key = key_of(spelling)
                short = script_of(spelling) == "LATIN" and len(key) <= 3
                if key in claims or short or is_code(spelling) or key in self.ordinary:
                    continue
                if script_of(spelling) != "CJK" and len(key) < 2 or len(spelling.encode()) > 2 * LONGEST:
                    continue
                self.name(self.countries[code], table.ALTERNATE, spelling, COUNTRY_WEIGHT)

    def add_demonyms(self):
        for code, word in lists.english_demonyms():
            self.name(self.countries[code], table.DEMONYM, word, OTHER_WEIGHT)
        for code, word in lists.foreign_demonyms() + self.sources.nationalities():
            key = key_of(word)
            known = self.senses.get(key, {})
            taken = any(role == table.DEMONYM and thing != self.countries.get(code) for thing, role in known)
            others = any(role != table.DEMONYM for _, role in known)
            if code in self.countries and len(key) > 3 and key not in self.ordinary and not taken and not others:
                if not any(letter in "/()" for letter in word) and word.count(" ") < 2:
                    self.name(self.countries[code], table.DEMONYM, word, OTHER_WEIGHT - 1)

    def add_bodies(self):
        foreign = self.sources.territory_names()
        unions = {"european-union": foreign["EU"], "united-nations": foreign["UN"]}
        self.organisations = {}
        for name_id, name, short, names, shorts in lists.rows("organisations.tsv", 5):
            body = self.thing(table.ORGANISATION, name, slug=name_id, short=short)
            self.organisations[name_id] = body
            self.name(body, table.MAIN, name, OTHER_WEIGHT)
            for spelling in lists.names(names) + [known for known in unions.get(name_id, []) if not is_code(known)]:
                self.name(body, table.ALTERNATE, spelling, OTHER_WEIGHT)
            for spelling in [short] * bool(short) + lists.names(shorts):
                self.name(body, table.ABBREVIATION, spelling, OTHER_WEIGHT)

    def add_regions(self):
        for name_id, name, names in lists.rows("regions.tsv", 3):
            region = self.thing(table.REGION, name, slug=name_id)
            self.name(region, table.MAIN, name, OTHER_WEIGHT - 2)
            for spelling in lists.names(names):
                role = table.ABBREVIATION if is_code(spelling) else table.ALTERNATE
                self.name(region, role, spelling, OTHER_WEIGHT - 2)
        for code, names in sorted(self.sources.territory_names().items()):
            # 001 is the world, 057 a Micronesian region that other languages call as the country.
            if code.isdigit() and code not in ("001", "057"):
                known = next((thing for thing in self.senses.get(key_of(names[0]), {}) if self.is_region(thing[0])), None)
                region = known[0] if known else self.thing(table.REGION, names[0], slug=slug(names[0]))
                for place, spelling in enumerate(names):
                    key = key_of(spelling)
                    if any(self.things[thing]["kind"] in (table.COUNTRY, table.TERRITORY) for thing, _ in self.senses.get(key, {})):
                        continue
                    if place == 0 or len(key) > 3 and key not in self.ordinary and not is_code(spelling):
                        role = table.ALTERNATE if place or known else table.MAIN
                        self.name(region, role, spelling, OTHER_WEIGHT - 3)

    def is_region(self, thing: int) -> bool:
        return self.things[thing]["kind"] == table.REGION

    def add_cities(self):
        capitals = {}
        for entry in self.sources.countries():
            if entry["iso"] in self.countries:
                country = self.things[self.countries[entry["iso"]]]
                if country["kind"] == table.COUNTRY and entry["capital"]:
                    capitals[entry["iso"]] = key_of("Astana" if entry["capital"] == "Nur-Sultan" else entry["capital"])
        everyone = self.sources.cities(500)
        best = {}
        for city in everyone:
            if city["countrycode"] in capitals:
                spellings = [city["name"]] + city["alternatenames"]
                if capitals[city["countrycode"]] in {key_of(spelling) for spelling in spellings if spelling}:
                    known = best.get(city["countrycode"])
                    rank = (key_of(city["name"]) == capitals[city["countrycode"]], city["population"])
                    if known is None or rank > known[0]:
                        best[city["countrycode"]] = (rank, city["geonameid"])
        missing = sorted(set(capitals) - set(best))
        if missing:
            print("no capital among the cities:", *missing, file=sys.stderr)
        capital_numbers = {number for _, number in best.values()}
        self.division_people = defaultdict(int)
        usual = {(country, name): known for country, name, known in lists.rows("names.tsv", 3)}
        self.division_cities = defaultdict(list)
        for city in everyone:
            place = (city["countrycode"], city["admin1code"])
            self.division_people[place] += city["population"]
            capital = city["geonameid"] in capital_numbers
            if city["countrycode"] not in self.countries or not (capital or city["population"] >= LEAST_PEOPLE):
                continue
            aliases = [alias for alias in city["alternatenames"] if alias]
            name = city["name"]
            name = usual.get((city["countrycode"], name), name)
            number = self.thing(
                table.CAPITAL if capital else table.CITY, name, self.things[self.countries[city["countrycode"]]]["country"],
                number=city["population"], reference=city["geonameid"],
            )  # fmt: skip
            weight = city["population"] + 1
            self.name(number, table.MAIN, name, weight * USUAL)
            kept = [alias for alias in [city["name"]] + aliases if alias == city["name"] or self.fits(alias)]
            if capital:
                kept = [alias for alias in kept if self.fits_seat(alias)]
            for alias in kept:
                self.name(number, table.ALTERNATE, alias, weight)
            self.division_cities[place].append((city["population"], number, name, kept))

    def add_divisions(self):
        for entry in self.sources.provinces():
            if entry["country"] not in self.countries:
                continue
            place = (entry["country"], entry["code"])
            people = self.division_people[place]
            country = self.things[self.countries[entry["country"]]]["country"]
            number = self.thing(
                table.PROVINCE, entry["name"], country, number=min(people, 0xFFFFFFFF), reference=int(entry["number"] or 0)
            )
            words = entry["name"].split(" ")
            bare = " ".join(word for word in words if word.lower() not in DIVISIONS)
            spellings = [entry["name"]] + [bare] * (len(fold(bare)) > 3) + [name for name in entry["names"] if self.fits(name)]
            # A division called like its largest city is called like it in other languages too.
            cities = sorted(self.division_cities[place], key=lambda city: (-city[0], city[1]))
            weight = people // 2 + 1
            for city_people, _, name, kept in cities[:1]:
                if key_of(bare) in {key_of(spelling) for spelling in [name] + kept}:
                    spellings += [name] + kept
                    weight = city_people // 2 + 1
            for spelling in spellings:
                role = table.MAIN if spelling in (entry["name"], bare) else table.ALTERNATE
                self.name(number, role, spelling, weight * (USUAL if role == table.MAIN else 1))

    def add_seats(self):
        for name, holder, sort, names in lists.rows("seats.tsv", 4):
            if holder in self.countries:
                held, country = self.countries[holder], self.things[self.countries[holder]]["country"]
            else:
                held, country = self.organisations[holder], table.NOBODY
            kind = table.INSTITUTION if sort == "institution" else table.SEAT_CITY
            spellings = [name] + lists.names(names)
            weight = OTHER_WEIGHT + 1 if sort == "institution" else OTHER_WEIGHT - 5
            if sort == "capital":
                spellings += self.spellings_of_city(key_of(name))
            seat = self.thing(kind, name, country, number=held)
            for spelling in spellings:
                self.name(seat, table.MAIN if spelling == name else table.ALTERNATE, spelling, weight)

    def spellings_of_city(self, key: str) -> list[str]:
        """All spellings of the largest city of a name."""
        cities = [city for entries in self.division_cities.values() for city in entries if key_of(city[2]) == key]
        return [name for name in max(cities)[3] if self.fits_seat(name)] if cities else []

    def fits_seat(self, name: str) -> bool:
        """Whether an alias of a city is long enough, or known well enough, to stand for a government."""
        return script_of(name) != "LATIN" or len(key_of(name)) > 4 or key_of(name) in self.short

    def demote(self, senses: dict[tuple[int, int], int]):
        """What another language calls a country stands behind a city that is called so by everybody."""
        cities = (table.CITY, table.CAPITAL)
        known = any(
            role == table.MAIN and self.things[thing]["kind"] in cities and self.things[thing]["number"] >= 50_000
            for thing, role in senses
        )
        for sense, weight in senses.items():
            if known and weight == COUNTRY_WEIGHT:
                senses[sense] = 1

    def build(self) -> tuple[bytes, dict, dict]:
        self.add_countries()
        self.add_demonyms()
        self.add_bodies()
        self.add_regions()
        self.add_cities()
        self.add_divisions()
        self.add_seats()
        keys = {}
        for key, senses in self.senses.items():
            self.demote(senses)
            ordered = sorted(senses.items(), key=lambda sense: (-sense[1], sense[0]))
            keys[key] = {"ordinary": key in self.ordinary, "senses": [sense for sense, _ in ordered]}
        kinds = defaultdict(int)
        for thing in self.things:
            kinds[thing["kind"]] += 1
        data, parts = table.write(self.things, self.codes, FOLDS, keys)
        counts = {"keys": len(keys), "senses": sum(len(entry["senses"]) for entry in keys.values()), **kinds}
        return data, parts, counts


KINDS = ("countries", "territories", "provinces", "cities", "capitals", "regions", "international bodies",
         "institutions", "other seats")  # fmt: skip


def main():
    packages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    data, parts, counts = Builder(Sources(packages)).build()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "world.bin").write_bytes(data)
    text = (Path(__file__).parent / "attribution.md").read_text(encoding="utf-8")
    sizes = "".join(f"| {part} | {size:,} |\n" for part, size in parts.items())
    held = ", ".join(f"{counts[kind]:,} {name}" for kind, name in enumerate(KINDS))
    text = text.format(
        hash=blake3.blake3(data).hexdigest(), size=f"{len(data):,}", sizes=sizes, held=held,
        keys=f"{counts['keys']:,}", senses=f"{counts['senses']:,}",
    )  # fmt: skip
    (folder / "ATTRIBUTION.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
