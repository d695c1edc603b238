//! What a grammar leaves to the writer, who knows the day, the place and the people.

macro_rules! fills {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A slot with a name in capitals.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Fill { $($(#[$doc])* $variant,)+ }

        impl Fill {
            /// Finds the slot of a name.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

fills! {
    /// The day before which something is to happen: "next Tuesday".
    Next = "NEXT",
    /// A day to come: "12 March".
    Future = "FUTURE",
    /// A month to come.
    FutureMonth = "FUTUREMONTH",
    /// A day at least a week ago.
    Past = "PAST",
    /// A month gone by.
    PastMonth = "PASTMONTH",
    /// A weekday of the last days.
    Day = "DAY",
    /// The day of publication.
    Today = "TODAY",
    /// A number from two to twelve, in letters.
    Small = "SMALL",
    /// A number from thirteen on, in digits.
    Number = "NUMBER",
    /// "first" to "tenth".
    Ordinal = "ORDINAL",
    /// A town.
    Town = "TOWN",
    /// A town in capitals, as a dateline has it.
    TownCapitals = "TOWNCAPITALS",
    /// An island.
    Island = "ISLAND",
    /// A sea.
    Sea = "SEA",
    /// A state.
    State = "STATE",
    /// A state's adjective.
    Nation = "NATION",
    /// Two states that are not the same.
    Parties = "PARTIES",
    /// An organisation that is no outlet, with its article.
    Organisation = "ORGANISATION",
    /// The outlet.
    Publisher = "PUBLISHER",
    /// Whoever speaks next, introduced or, when known, named again.
    Speaker = "SPEAKER",
    /// Somebody of the cast who does not speak here, by full name.
    Somebody = "SOMEBODY",
    /// The speaker's full name.
    Name = "NAME",
    /// The speaker's last name.
    Surname = "SURNAME",
    /// The speaker's office.
    Role = "ROLE",
    /// The speaker's party.
    Party = "PARTY",
    /// The adjective of the speaker's party.
    PartyAdjective = "PARTYADJECTIVE",
    /// The speaker as "he" or "she".
    He = "HE",
    /// The speaker's "his" or "her".
    His = "HIS",
}
