//! A name taken apart: its words, what each is good for, and what was left out.

use rapporteur_core::EntityType;

use super::fold::{Alphabet, Folded, consonants, fold};
use super::resources::{Class, NameResources};

/// How much of a name is looked at; a longer text is none, and must not take long.
const MOST_BYTES: usize = 400;

/// How many words of it.
const MOST_WORDS: usize = 24;

/// What a name names; decides which words count and how much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A ministry, company, agency, alliance.
    Organisation,
    /// A city, region, river.
    Place,
    /// A ship.
    Vessel,
    /// Anything else, or not known.
    #[default]
    Other,
}

impl From<EntityType> for NameKind {
    fn from(kind: EntityType) -> Self {
        match kind {
            EntityType::Person => Self::Person,
            EntityType::Organisation => Self::Organisation,
            EntityType::Place => Self::Place,
            EntityType::Party | EntityType::Group => Self::Other,
        }
    }
}

/// A spelling of a name, taken apart once so that it can be compared with many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    text: String,
    kind: NameKind,
    pub(crate) parts: Vec<Part>,
    /// The class of the legal form that it ends or begins with.
    pub(crate) form: Option<String>,
    pub(crate) numbers: Vec<u32>,
    /// Which of several bearers in a family: junior, the second.
    pub(crate) young: Option<String>,
    pub(crate) alphabet: Option<Alphabet>,
    /// Whether a comma says that the surname comes first.
    pub(crate) turned: bool,
    /// Whether a title was left out.
    pub(crate) titled: bool,
    /// All its words but for titles and legal forms, written together.
    pub(crate) joined: String,
}

/// A word of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// In ASCII and lower case.
    pub(crate) text: String,
    /// Its consonants, where either alphabet hides the vowels; else empty.
    pub(crate) bones: String,
    pub(crate) role: PartRole,
    /// The groups of given names it belongs to.
    pub(crate) given: Vec<u16>,
    /// Whether it is written in capitals and may be an acronym.
    pub(crate) acronym: bool,
}

/// What a word does in a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartRole {
    /// Tells this bearer from others.
    #[default]
    Own,
    /// Says what kind of thing it is.
    Common,
    /// Says of which country.
    Area,
    /// A small word.
    Particle,
    /// One letter for a word.
    Initial,
}

impl Part {
    /// How much the word says of whose name it is, beside a word of its own.
    pub(crate) const fn weight(&self) -> f64 {
        match self.role {
            PartRole::Own => 1.0,
            PartRole::Common | PartRole::Area => 0.5,
            PartRole::Initial => 0.3,
            PartRole::Particle => 0.15,
        }
    }
}

impl Name {
    /// Takes a name apart.
    #[must_use]
    pub fn new(resources: &NameResources, text: &str, kind: NameKind) -> Self {
        let mut name = Self {
            text: text.to_owned(),
            kind,
            ..Self::default()
        };
        let (ordered, turned) = match kind {
            NameKind::Person => surname_last(text),
            _ => (text.to_owned(), false),
        };
        name.turned = turned;
        let words = words(&ordered, kind);
        name.alphabet = words.iter().find_map(|word| word.alphabet);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let mut at = 0;
        while let (Some(word), Some(rest)) = (words.get(at), texts.get(at..)) {
            let form = resources.form(rest).filter(|(class, taken)| {
                let behind = texts.get(at + taken..).unwrap_or(&[]);
                // "Co" in the middle of a name is a word: co-operation.
                if *class == "company" && !behind.is_empty() && resources.form(behind).is_none() {
                    return false;
                }
                let whole = at == 0 && at + taken == words.len();
                !whole && (kind != NameKind::Person || (at > 1 && at + taken == words.len()))
            });
            if let Some((class, taken)) = form.filter(|_| kind != NameKind::Place) {
                // A company is of the form that is told in most words.
                if class != "company" || name.form.is_none() {
                    name.form = Some(class.to_owned());
                }
                at += taken;
                continue;
            }
            if kind != NameKind::Person
                && let Some((phrase, taken)) = resources.phrase(rest)
            {
                let one = Folded {
                    text: phrase.to_owned(),
                    ..Folded::default()
                };
                name.add(resources, &one, at, words.len());
                at += taken;
                continue;
            }
            name.add(resources, word, at, words.len());
            at += 1;
        }
        if name.form.as_deref() == Some("company") {
            name.form = None;
        }
        if name.parts.is_empty() {
            // Nothing but titles, stop words and forms: then these are the name.
            for word in &words {
                name.joined.push_str(&word.text);
                name.push(resources, &word.text, PartRole::Own, word);
            }
        }
        name.join_acronym();
        name
    }

    /// Returns the name as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what it names.
    #[must_use]
    pub const fn kind(&self) -> NameKind {
        self.kind
    }

    /// Which of several bearers in a family it says.
    pub(crate) fn generation(&self) -> Option<&str> {
        self.young.as_deref()
    }

    pub(crate) fn own(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.role == PartRole::Own)
    }

    fn add(&mut self, resources: &NameResources, word: &Folded, at: usize, of: usize) {
        use Class::{Area, Common, Number, Particle, Ship, Short, Stop, Title, Young};
        let text = word.text.as_str();
        let person = self.kind == NameKind::Person;
        if word.article {
            self.push(resources, "al", PartRole::Particle, word);
        }
        if person {
            if at > 0
                && let Some(entry) = resources.word(text, &[Young])
            {
                self.young = Some(entry.word.clone());
                return;
            }
            if resources.word(text, &[Title]).is_some() {
                self.titled = true;
                return;
            }
            self.joined.push_str(text);
            if text.len() == 1 {
                self.push(resources, text, PartRole::Initial, word);
            } else if let Some(entry) = resources
                .word(text, &[Particle])
                .filter(|_| of > 1 && (at > 0 || resources.given(text).is_empty()))
            {
                let canonical = entry.word.clone();
                self.push(resources, &canonical, PartRole::Particle, word);
            } else if text.len() == 2 && word.capitals && self.mixed() && word.alphabet.is_none() {
                for letter in text.chars() {
                    self.push(resources, &letter.to_string(), PartRole::Initial, word);
                }
            } else {
                self.push(resources, text, PartRole::Own, word);
            }
            return;
        }
        if self.kind == NameKind::Vessel && at == 0 && resources.word(text, &[Ship]).is_some() {
            self.titled = true;
            return;
        }
        self.joined.push_str(text);
        if resources.word(text, &[Stop]).is_some() && !(word.capitals && text.len() == 1) {
            return;
        }
        let digits = text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        let number = digits.parse().ok().or_else(|| {
            let spelled = resources.word(text, &[Number])?;
            spelled.word.parse().ok()
        });
        let roman = || (word.capitals && at > 0).then(|| roman(text)).flatten();
        if let Some(number) = number.or_else(roman) {
            self.add_number(number);
        } else if let Some(entry) = resources.word(text, &[Area, Common, Short]) {
            let role = match entry.class {
                Area => PartRole::Area,
                Common => PartRole::Common,
                _ => PartRole::Own,
            };
            let canonical = entry.word.clone();
            self.push(resources, &canonical, role, word);
        } else {
            self.push(resources, text, PartRole::Own, word);
        }
    }

    /// Adds a number; a unit behind tens, as in "forty-four", is added to them.
    fn add_number(&mut self, number: u32) {
        match self.numbers.last_mut() {
            Some(tens)
                if (20..100).contains(tens) && *tens % 10 == 0 && (1..10).contains(&number) =>
            {
                *tens += number;
            }
            _ => self.numbers.push(number),
        }
    }

    fn push(&mut self, resources: &NameResources, text: &str, role: PartRole, word: &Folded) {
        if text.is_empty() {
            return;
        }
        let acronym = word.capitals && word.alphabet.is_none() && (2..=6).contains(&text.len());
        let person = self.kind == NameKind::Person && role == PartRole::Own;
        self.parts.push(Part {
            text: text.to_owned(),
            bones: consonants(text),
            role,
            given: if person {
                resources.given(text).to_vec()
            } else {
                Vec::new()
            },
            acronym: acronym && self.mixed(),
        });
    }

    /// Whether capitals say something in this name: it is one word, or not all in capitals.
    fn mixed(&self) -> bool {
        self.text.chars().any(char::is_lowercase) || !self.text.trim().contains(char::is_whitespace)
    }

    /// Writes letters that stand alone next to each other in an organisation's name together.
    fn join_acronym(&mut self) {
        if self.kind == NameKind::Person {
            return;
        }
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len());
        let mut single = false;
        for part in std::mem::take(&mut self.parts) {
            let letter = part.text.len() == 1;
            match parts.last_mut() {
                Some(last) if letter && single => {
                    last.text.push_str(&part.text);
                    last.bones = consonants(&last.text);
                }
                _ => parts.push(part),
            }
            single = letter;
        }
        self.parts = parts;
    }
}

/// Puts the surname behind the given names where a comma parts them: "Maren, Ilva".
fn surname_last(text: &str) -> (String, bool) {
    match text.split_once([',', '،']) {
        Some((surname, given)) if !given.contains(',') && !given.trim().is_empty() => {
            (format!("{} {}", given.trim(), surname.trim()), true)
        }
        _ => (text.to_owned(), false),
    }
}

/// The words of a name, folded.
fn words(text: &str, kind: NameKind) -> Vec<Folded> {
    let parts = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '‐'
                    | '‑'
                    | '–'
                    | '—'
                    | '_'
                    | '/'
                    | ','
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '·'
                    | '・'
                    | '&'
                    | '+'
                    | ':'
                    | ';'
            )
    };
    let mut words = Vec::new();
    let text = text
        .get(..text.floor_char_boundary(MOST_BYTES))
        .unwrap_or(text);
    let percent = text.replace('%', " percent ");
    for word in percent.split(parts).filter(|word| !word.is_empty()) {
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        let pieces: Vec<&str> = word.split('.').filter(|piece| !piece.is_empty()).collect();
        let letters = pieces.iter().all(|piece| piece.chars().count() <= 2);
        if pieces.len() > 1 && letters && kind != NameKind::Person {
            words.push(fold(&pieces.concat()));
        } else {
            words.extend(pieces.iter().map(|piece| fold(piece)));
        }
    }
    words.retain(|word| !word.text.is_empty());
    words.truncate(MOST_WORDS);
    words
}

/// The value of a Roman numeral below forty; longer ones are rare in names and look like words.
fn roman(text: &str) -> Option<u32> {
    let mut sum = 0;
    let mut rest = text;
    for (numeral, value) in [("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)] {
        let mut times = 0;
        while let Some(shorter) = rest.strip_prefix(numeral) {
            rest = shorter;
            times += 1;
            sum += value;
            if times > 3 || (value != 10 && value != 1 && times > 1) {
                return None;
            }
        }
    }
    (rest.is_empty() && sum > 0).then_some(sum)
}
