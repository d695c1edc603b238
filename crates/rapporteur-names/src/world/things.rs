//! What a name can mean.

use super::table::Role;

pub(super) const COUNTRY: u8 = 0;
pub(super) const TERRITORY: u8 = 1;
pub(super) const PROVINCE: u8 = 2;
pub(super) const CITY: u8 = 3;
pub(super) const CAPITAL: u8 = 4;
pub(super) const REGION: u8 = 5;
pub(super) const ORGANISATION: u8 = 6;
pub(super) const INSTITUTION: u8 = 7;
pub(super) const SEAT_CITY: u8 = 8;

/// A country, or a territory with a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country {
    /// ISO 3166-1 alpha-2, and XK for Kosovo.
    pub code: &'static str,
    /// The English name as an id: "united-states". The party, where no codebook names one.
    pub id: &'static str,
    /// The usual English name.
    pub name: &'static str,
    /// Whether it belongs to another country: Jersey, Greenland, Hong Kong.
    pub territory: bool,
}

/// A name of a place or building that stands for those who govern from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The seat's own name in English: "Kremlin".
    pub name: &'static str,
    /// Whose it is.
    pub of: Holder,
    /// How surely it means them.
    pub kind: SeatKind,
}

/// Whom a seat stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The government, or another power, of a country.
    Country(Country),
    /// An international body.
    Organisation(Organisation),
}

/// How surely a seat means those who govern from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeatKind {
    /// The Kremlin, the White House: hardly ever the building.
    Institution,
    /// A city that is its government only where it acts: "Moscow rejected", not "in Moscow".
    Capital,
}

/// A part of the world, a land or a former state, and no party by itself: the Gulf, the West, Donbas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// The name as an id: "middle-east".
    pub id: &'static str,
    /// The English name, with its article: "the Middle East".
    pub name: &'static str,
}

/// An international body, or a group of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Organisation {
    /// The name as an id: "united-nations".
    pub id: &'static str,
    /// The English name.
    pub name: &'static str,
    /// The usual abbreviation: "UN".
    pub short: Option<&'static str>,
}

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The usual English name, as GeoNames has it.
    pub name: &'static str,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Where it lies, as GeoNames has it; of a country, itself.
    pub country: Country,
    /// People who live there, 0 where unknown; of a province, those in its places of 500 or more.
    pub population: u32,
    /// The GeoNames id, 0 where unknown.
    pub geonames: u32,
}

impl Place {
    pub(super) fn is_city(self) -> bool {
        matches!(self.kind, PlaceKind::City | PlaceKind::Capital)
    }
}

/// What sort of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A country or a territory with a code of its own.
    Country,
    /// A first-level division: oblast, province, state.
    Province,
    /// The capital of a country.
    Capital,
    /// Any other populated place.
    City,
}

/// How a spelling stands to what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelling {
    /// The usual English name.
    Main,
    /// Another name: older, of another language, in another script.
    Alternate,
    /// An abbreviation, which counts in capitals only.
    Abbreviation,
}

impl Spelling {
    pub(super) fn new(role: Role) -> Self {
        match role {
            Role::Main => Self::Main,
            Role::Alternate | Role::Demonym => Self::Alternate,
            Role::Abbreviation => Self::Abbreviation,
        }
    }
}

/// One thing that a phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense {
    /// What it means.
    pub meaning: Meaning,
    /// How the spelling stands to that.
    pub spelling: Spelling,
    /// Whether the spelling is an ordinary English word too (nice, reading, turkey, polish): only its
    /// capital and its neighbours tell which it is.
    pub ordinary: bool,
}

/// What a phrase may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A country by its name; it is a [`Meaning::Place`] besides.
    Country(Country),
    /// A country by its adjective or by the name of its people.
    Demonym(Country),
    /// A seat of government; a capital is a [`Meaning::Place`] besides.
    Seat(Seat),
    /// A part of the world that is no party.
    Region(Region),
    /// An international body.
    Organisation(Organisation),
    /// A place on the map.
    Place(Place),
}
