//! One article being written.

use jiff::{Span, civil::Date};

use super::fill::Fill;
use super::grammar::{Piece, Symbol};
use super::random::Random;
use super::world::{Person, World};

/// How many people of the cast an article mostly keeps to.
const REGULARS: usize = 6;

/// The writer of one article, with what it has said so far.
pub(super) struct Telling<'w> {
    world: &'w World,
    random: Random,
    published: Date,
    publisher: &'w str,
    /// Whether dates are written "March 12".
    month_first: bool,
    /// People that the article keeps coming back to.
    regulars: Vec<Person>,
    /// How many of them have been introduced; they stand first.
    introduced: usize,
    speaker: Person,
    topic: usize,
    text: String,
    capital: bool,
}

impl<'w> Telling<'w> {
    pub(super) fn new(
        world: &'w World,
        mut random: Random,
        published: Date,
        publisher: &'w str,
    ) -> Self {
        let mut people: Vec<&Person> = world.people.iter().collect();
        random.shuffle(&mut people);
        let regulars: Vec<Person> = people.into_iter().take(REGULARS).cloned().collect();
        Self {
            month_first: random.percent(40),
            speaker: Person {
                name: String::new(),
                woman: false,
                office: None,
            },
            introduced: 0,
            topic: 0,
            text: String::new(),
            capital: false,
            regulars,
            world,
            random,
            published,
            publisher,
        }
    }

    /// Writes one alternative of a symbol, on a topic of its own.
    pub(super) fn write(&mut self, name: &str) {
        self.topic = self.random.below(self.world.grammar.topics);
        if let Some(symbol) = self.world.grammar.named(name) {
            self.symbol(symbol, 0);
        }
    }

    /// Writes a certain alternative of a symbol, on a topic of its own.
    pub(super) fn write_line(&mut self, name: &str, line: usize) {
        self.topic = self.random.below(self.world.grammar.topics);
        let symbol = self.world.grammar.named(name);
        if let Some(form) = symbol.and_then(|symbol| symbol.alternatives.get(line)?.first()) {
            self.form(form);
        }
    }

    /// Writes words as they are.
    pub(super) fn write_plain(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Makes the next letter a capital.
    pub(super) fn capital(&mut self) {
        self.capital = true;
    }

    pub(super) fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Returns how many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Counts the words from a byte on.
    pub(super) fn words_since(&self, byte: usize) -> usize {
        self.text.get(byte..).unwrap_or_default().split(' ').count()
    }

    /// Hands over what was written, and starts afresh with the same people.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn symbol(&mut self, symbol: &'w Symbol, form: usize) {
        if let Some(forms) = self.random.pick(&symbol.alternatives)
            && let Some(form) = forms.get(form).or_else(|| forms.first())
        {
            self.form(form);
        }
    }

    fn form(&mut self, pieces: &'w [Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.push(text),
                Piece::Capital => self.capital = true,
                Piece::Fill(fill) => self.fill(*fill),
                Piece::Symbol { index, form } => self.symbol_at(*index, *form),
                Piece::Topic { indices, form } => {
                    if let Some(index) = indices.get(self.topic) {
                        self.symbol_at(*index, *form);
                    }
                }
            }
        }
    }

    fn symbol_at(&mut self, index: usize, form: usize) {
        if let Some(symbol) = self.world.grammar.symbol(index) {
            self.symbol(symbol, form);
        }
    }

    /// Adds words, with "an" for "a" before a vowel, and one mark where two would meet.
    fn push(&mut self, words: &str) {
        let Some(first) = words.chars().next() else {
            return;
        };
        if matches!(first, ',' | '.' | ';' | ':') && self.text.ends_with(',') {
            self.text.pop();
        }
        if "aeiouAEIOU".contains(first) && !words.starts_with("once") && self.after_article() {
            self.text.insert(self.text.len() - 1, 'n');
        }
        if self.capital && first.is_alphanumeric() {
            self.capital = false;
            self.text.extend(first.to_uppercase());
            self.text
                .push_str(words.get(first.len_utf8()..).unwrap_or_default());
        } else {
            self.text.push_str(words);
        }
    }

    /// Whether the last word is the article "a".
    fn after_article(&self) -> bool {
        let before = self
            .text
            .strip_suffix("a ")
            .or_else(|| self.text.strip_suffix("A "));
        before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    }

    fn fill(&mut self, fill: Fill) {
        let world = self.world;
        match fill {
            Fill::Next => {
                let days = self.random.between(1, 6);
                if self.random.percent(50) {
                    self.push("next ");
                }
                self.weekday(days as i64);
            }
            Fill::Day => {
                let days = self.random.between(0, 5);
                self.weekday(-(days as i64));
            }
            Fill::Future => {
                let days = self.random.between(7, 150);
                self.date(days as i64);
            }
            Fill::Past => {
                let days = self.random.between(7, 200);
                self.date(-(days as i64));
            }
            Fill::Today => self.date(0),
            Fill::FutureMonth => {
                let days = self.random.between(31, 330);
                self.month(days as i64);
            }
            Fill::PastMonth => {
                let days = self.random.between(31, 700);
                self.month(-(days as i64));
            }
            Fill::Small => self.one_of(&world.small),
            Fill::Ordinal => self.one_of(&world.ordinals),
            Fill::Number => self.number(),
            Fill::Town => self.one_of(&world.towns),
            Fill::TownCapitals => {
                if let Some(town) = self.random.pick(&world.towns) {
                    self.push(&town.to_uppercase());
                }
            }
            Fill::Island => self.one_of(&world.islands),
            Fill::Sea => self.one_of(&world.seas),
            Fill::Organisation => self.one_of(&world.organisations),
            Fill::State => self.state(|[name, _]| name),
            Fill::Nation => self.state(|[_, adjective]| adjective),
            Fill::Parties => self.parties(),
            Fill::Publisher => self.push(self.publisher),
            Fill::Speaker => self.next_speaker(),
            Fill::Somebody => {
                if let Some(person) = self.random.pick(&world.people) {
                    self.push(&person.name);
                }
            }
            Fill::Name => self.of_speaker(|speaker| speaker.name.clone()),
            Fill::Surname => self.of_speaker(|speaker| speaker.surname().to_owned()),
            Fill::He => self.of_speaker(|speaker| pronoun(speaker, "she", "he")),
            Fill::His => self.of_speaker(|speaker| pronoun(speaker, "her", "his")),
            Fill::Role => self.of_speaker(|speaker| {
                speaker
                    .office
                    .as_ref()
                    .map_or_else(String::new, |office| office.role.clone())
            }),
            Fill::Party => self.of_speaker(|speaker| {
                speaker
                    .office
                    .as_ref()
                    .map_or_else(String::new, |office| office.party.clone())
            }),
            Fill::PartyAdjective => self.of_speaker(|speaker| {
                speaker
                    .office
                    .as_ref()
                    .map_or_else(String::new, |office| office.adjective.clone())
            }),
        }
    }

    fn of_speaker(&mut self, words: impl Fn(&Person) -> String) {
        let words = words(&self.speaker);
        self.push(&words);
    }

    fn one_of(&mut self, list: &'w [String]) {
        if let Some(words) = self.random.pick(list) {
            self.push(words);
        }
    }

    fn state(&mut self, form: impl Fn(&[String; 2]) -> &String) {
        let world = self.world;
        if let Some(forms) = self.random.pick(&world.states) {
            self.push(form(forms));
        }
    }

    fn parties(&mut self) {
        let world = self.world;
        let first = self.random.pick(&world.states);
        let others: Vec<_> = world
            .states
            .iter()
            .filter(|state| Some(*state) != first)
            .collect();
        if let (Some([first, _]), Some([second, _])) = (first, self.random.pick(&others)) {
            self.push(first);
            self.push(" and ");
            self.push(second);
        }
    }

    /// Chooses who speaks, mostly one of the regulars and always one of the cast first, and names them.
    fn next_speaker(&mut self) {
        let dice = self.random.below(100);
        let (person, known) = if dice < 55 && self.introduced > 0 {
            (
                self.regulars
                    .get(self.random.below(self.introduced))
                    .cloned(),
                true,
            )
        } else if (dice < 85 || self.introduced == 0) && self.introduced < self.regulars.len() {
            self.introduced += 1;
            (self.regulars.get(self.introduced - 1).cloned(), false)
        } else {
            (self.passer_by(), false)
        };
        let Some(person) = person else { return };
        let name = match (known, person.office.is_some()) {
            (true, true) => "again",
            (true, false) => "again.stranger",
            (false, true) => "introduction",
            (false, false) => "introduction.stranger",
        };
        if !known && person.office.is_none() {
            self.regulars.insert(self.introduced, person.clone());
            self.introduced += 1;
        }
        self.speaker = person;
        if let Some(symbol) = self.world.grammar.named(name) {
            self.symbol(symbol, 0);
        }
    }

    fn passer_by(&mut self) -> Option<Person> {
        let woman = self.random.percent(50);
        let world = self.world;
        let first = self
            .random
            .pick(if woman { &world.women } else { &world.men })?;
        let last = self.random.pick(&world.surnames)?;
        Some(Person {
            name: format!("{first} {last}"),
            woman,
            office: None,
        })
    }

    fn day(&self, days: i64) -> Date {
        self.published.saturating_add(Span::new().days(days))
    }

    fn weekday(&mut self, days: i64) {
        let index = self.day(days).weekday().to_monday_zero_offset();
        self.at(&self.world.weekdays, usize::try_from(index).ok());
    }

    fn date(&mut self, days: i64) {
        let date = self.day(days);
        let month = usize::try_from(date.month() - 1).ok();
        if self.month_first {
            self.at(&self.world.months, month);
            self.push(&format!(" {}", date.day()));
        } else {
            self.push(&format!("{} ", date.day()));
            self.at(&self.world.months, month);
        }
    }

    fn month(&mut self, days: i64) {
        let date = self.day(days);
        self.at(&self.world.months, usize::try_from(date.month() - 1).ok());
        if date.year() != self.published.year() {
            self.push(&format!(" {}", date.year()));
        }
    }

    fn at(&mut self, list: &'w [String], index: Option<usize>) {
        if let Some(words) = index.and_then(|index| list.get(index)) {
            self.push(words);
        }
    }

    fn number(&mut self) {
        let number = match self.random.below(4) {
            0 | 1 => self.random.between(13, 99),
            2 => self.random.between(10, 99) * 10,
            _ => self.random.between(11, 99) * 100,
        };
        let words = match number {
            1000.. => format!("{},{:03}", number / 1000, number % 1000),
            _ => number.to_string(),
        };
        self.push(&words);
    }
}

fn pronoun(speaker: &Person, woman: &str, man: &str) -> String {
    if speaker.woman { woman } else { man }.to_owned()
}
