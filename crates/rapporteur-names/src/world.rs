//! What the world is called: countries, capitals, seats of government, places.
//!
//! The names lie in one table, sorted by their folded spellings, which is read where it lies: nothing
//! is unpacked. Which names it holds, and from where, is said in `training/README.md`.

mod error;
mod table;
mod things;

#[cfg(test)]
mod tests;

pub use error::WorldError;
pub use things::{
    Country, Holder, Meaning, Organisation, Place, PlaceKind, Region, Seat, SeatKind, Sense,
    Spelling,
};

use table::{Cursor, Entry, Role, Table, Thing};

/// The names of countries, seats of government, international bodies, regions and places.
///
/// Case, accents, apostrophes, points and hyphens of a name do not matter, nor does "the" before it;
/// a possessive "'s" has to be cut off before. Abbreviations count in capitals only: "US" is a
/// country, "us" is nobody. A name that is an ordinary English word needs a capital: "Polish" is a
/// demonym, "polish" is none.
///
/// # Example
///
/// ```
/// use rapporteur_names::World;
///
/// let world = World::parse(rapporteur_models::world::TABLE)?;
/// assert_eq!(world.country("Ucrania").map(|country| country.id), Some("ukraine"));
/// assert_eq!(world.demonym("Russians").map(|country| country.code), Some("RU"));
/// assert_eq!(world.places("Jersón").first().map(|place| place.name), Some("Kherson"));
/// # Ok::<(), rapporteur_names::WorldError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct World {
    table: Table,
}

/// The number of a spelling among all, in byte order from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpellingNumber(u32);

impl World {
    /// Opens a table; its bytes stay where they are.
    ///
    /// # Errors
    ///
    /// A [`WorldError`] where the bytes are no such table, or were cut or changed.
    pub fn parse(bytes: &'static [u8]) -> Result<Self, WorldError> {
        let table = Table::parse(bytes)?;
        Ok(Self { table })
    }

    /// The country of a name, in any language or script; none where two bear it (Congo, Korea), and
    /// where a city is better known by it (Granada, which is Grenada in Spanish).
    ///
    /// A province may bear it too (Georgia): [`World::places`] tells.
    #[must_use]
    pub fn country(&self, name: &str) -> Option<Country> {
        let senses = self.senses(name);
        if !matches!(senses.first()?.meaning, Meaning::Country(_)) {
            return None;
        }
        only(senses.into_iter().filter_map(|sense| match sense.meaning {
            Meaning::Country(country) => Some(country),
            _ => None,
        }))
    }

    /// The country of an ISO 3166-1 alpha-2 code in capitals.
    #[must_use]
    pub fn country_of_code(&self, code: &str) -> Option<Country> {
        self.country_at(self.table.country_of_code(code)?)
    }

    /// The country of an adjective or of the name of a people; none where two share it (Congolese).
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<Country> {
        only(
            self.senses(word)
                .into_iter()
                .filter_map(|sense| match sense.meaning {
                    Meaning::Demonym(country) => Some(country),
                    _ => None,
                }),
        )
    }

    /// The seat of government of a name; none where it is one for two (Brussels), and where a larger
    /// city than the capital bears the name (Victoria).
    #[must_use]
    pub fn seat(&self, phrase: &str) -> Option<Seat> {
        let senses = self.senses(phrase);
        let seat = only(senses.iter().filter_map(|sense| match sense.meaning {
            Meaning::Seat(seat) => Some(seat),
            _ => None,
        }))?;
        let city = senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Place(place) if place.is_city() => Some(place),
            _ => None,
        });
        let lesser = seat.kind == SeatKind::Capital
            && city.is_some_and(|city| {
                let elsewhere = match seat.of {
                    Holder::Country(country) => country != city.country,
                    Holder::Organisation(_) => false,
                };
                elsewhere || self.fold(city.name) != self.fold(seat.name)
            });
        (!lesser).then_some(seat)
    }

    /// The part of the world of a name, which is no party.
    #[must_use]
    pub fn region(&self, phrase: &str) -> Option<Region> {
        only(
            self.senses(phrase)
                .into_iter()
                .filter_map(|sense| match sense.meaning {
                    Meaning::Region(region) => Some(region),
                    _ => None,
                }),
        )
    }

    /// The international body of a name or an abbreviation.
    #[must_use]
    pub fn organisation(&self, name: &str) -> Option<Organisation> {
        only(
            self.senses(name)
                .into_iter()
                .filter_map(|sense| match sense.meaning {
                    Meaning::Organisation(organisation) => Some(organisation),
                    _ => None,
                }),
        )
    }

    /// The places of a name, best first: countries, then by people, a usual name counting ten times
    /// an alias. At most 24; empty where none is known.
    #[must_use]
    pub fn places(&self, name: &str) -> Vec<Place> {
        let senses = self.senses(name).into_iter();
        senses
            .filter_map(|sense| match sense.meaning {
                Meaning::Place(place) => Some(place),
                _ => None,
            })
            .collect()
    }

    /// All that a phrase may mean, best first.
    #[must_use]
    pub fn senses(&self, phrase: &str) -> Vec<Sense> {
        let key = self.key(phrase);
        let capitals = !phrase
            .trim_start_matches("the ")
            .chars()
            .any(char::is_lowercase);
        let Some(entry) = self.table.find(&key) else {
            return Vec::new();
        };
        if entry.ordinary && !phrase.chars().any(char::is_uppercase) {
            return Vec::new();
        }
        let mut senses = self.of_entry(entry);
        senses.retain(|sense| capitals || sense.spelling != Spelling::Abbreviation);
        senses
    }

    /// All that the spelling of a number means, abbreviations included.
    #[must_use]
    pub fn senses_at(&self, number: SpellingNumber) -> Vec<Sense> {
        let entry = self.table.entry(number.0 as usize);
        entry.map(|entry| self.of_entry(entry)).unwrap_or_default()
    }

    /// All folded spellings in byte order, for whoever looks for those that are nearly alike.
    pub fn spellings(&self) -> impl Iterator<Item = (SpellingNumber, String)> + use<> {
        spellings(self.table.cursor(0))
    }

    /// The folded spellings that begin with this folded text, in byte order.
    pub fn spellings_from(
        &self,
        prefix: &str,
    ) -> impl Iterator<Item = (SpellingNumber, String)> + use<> {
        let prefix = prefix.to_owned();
        spellings(self.table.seek(&prefix)).take_while(move |(_, key)| key.starts_with(&prefix))
    }

    /// A name, folded as the table's spellings are: small letters without accents, apostrophes and
    /// points, single blanks for hyphens.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter.is_ascii_alphanumeric() {
                folded.push(letter.to_ascii_lowercase());
                continue;
            }
            let mut own = [0; 4];
            let form = self.table.folded(letter);
            for part in form.unwrap_or(letter.encode_utf8(&mut own)).chars() {
                if !part.is_whitespace() {
                    folded.push(part);
                } else if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
        folded.truncate(folded.trim_end().len());
        folded
    }

    fn key(&self, phrase: &str) -> String {
        let mut folded = self.fold(phrase);
        if folded.len() > "the ".len() && folded.starts_with("the ") {
            folded.drain(.."the ".len());
        }
        folded
    }

    fn of_entry(&self, entry: Entry) -> Vec<Sense> {
        let mut senses = Vec::new();
        for (number, role) in entry.senses() {
            let Some(thing) = self.table.thing(number) else {
                continue;
            };
            let meanings = if role == Role::Demonym {
                [self.country_at(thing.country).map(Meaning::Demonym), None]
            } else {
                [self.of_whom(thing), self.on_the_map(thing)]
            };
            senses.extend(meanings.into_iter().flatten().map(|meaning| Sense {
                meaning,
                spelling: Spelling::new(role),
                ordinary: entry.ordinary,
            }));
        }
        senses
    }

    /// The country, seat, region or body that a thing is.
    fn of_whom(&self, thing: Thing) -> Option<Meaning> {
        let Thing { name, id, .. } = thing;
        match thing.kind {
            things::COUNTRY | things::TERRITORY => {
                self.country_at(thing.country).map(Meaning::Country)
            }
            things::CAPITAL => Some(Meaning::Seat(Seat {
                name,
                of: Holder::Country(self.country_at(thing.country)?),
                kind: SeatKind::Capital,
            })),
            things::INSTITUTION | things::SEAT_CITY => {
                let holder = self.table.thing(thing.number)?;
                let of = if holder.kind == things::ORGANISATION {
                    Holder::Organisation(organisation(holder))
                } else {
                    Holder::Country(self.country_at(holder.country)?)
                };
                let kind = if thing.kind == things::INSTITUTION {
                    SeatKind::Institution
                } else {
                    SeatKind::Capital
                };
                Some(Meaning::Seat(Seat { name, of, kind }))
            }
            things::REGION => Some(Meaning::Region(Region { id, name })),
            things::ORGANISATION => Some(Meaning::Organisation(organisation(thing))),
            _ => None,
        }
    }

    /// The place that a thing is.
    fn on_the_map(&self, thing: Thing) -> Option<Meaning> {
        let kind = match thing.kind {
            things::COUNTRY | things::TERRITORY => PlaceKind::Country,
            things::PROVINCE => PlaceKind::Province,
            things::CAPITAL => PlaceKind::Capital,
            things::CITY => PlaceKind::City,
            _ => return None,
        };
        Some(Meaning::Place(Place {
            name: thing.name,
            kind,
            country: self.country_at(thing.country)?,
            population: thing.number,
            geonames: thing.geonames,
        }))
    }

    fn country_at(&self, country: u8) -> Option<Country> {
        let thing = self.table.thing(u32::from(country))?;
        Some(Country {
            code: self.table.code(country)?,
            id: thing.id,
            name: thing.name,
            territory: thing.kind == things::TERRITORY,
        })
    }
}

fn organisation(thing: Thing) -> Organisation {
    Organisation {
        id: thing.id,
        name: thing.name,
        short: Some(thing.short).filter(|short| !short.is_empty()),
    }
}

fn spellings(mut cursor: Cursor) -> impl Iterator<Item = (SpellingNumber, String)> {
    std::iter::from_fn(move || {
        let number = u32::try_from(cursor.next).ok()?;
        cursor.step()?;
        let key = String::from_utf8_lossy(&cursor.key).into_owned();
        Some((SpellingNumber(number), key))
    })
}

/// The one value of an iterator, however often it comes; none where there are two.
fn only<Value: PartialEq>(mut values: impl Iterator<Item = Value>) -> Option<Value> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}
