//! Who and what the articles name besides the parties: people with offices, places, organisations.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{EntityId, EntityType, Form, StatementId};
use rapporteur_record::name_key;

use super::lexicon::LEXICON;
use super::parties::{FoundParty, full_name};
use super::reports::Report;
use crate::entities::{Group, Groups, Part, Parts, slug};

/// Somebody or something that the articles name.
#[derive(Debug, Clone, Default)]
pub(super) struct Member {
    /// The name to show.
    pub(super) name: String,
    /// The party that most readings tie it to.
    pub(super) party: Option<String>,
    /// Other spellings, with how often.
    pub(super) spelled: BTreeMap<String, u64>,
    /// Offices, as they are told beside the name.
    pub(super) offices: BTreeMap<String, Office>,
    /// How often it is mentioned.
    pub(super) mentions: u64,
    /// How many statements it makes.
    pub(super) statements: u64,
    /// The numbers of the articles that name it.
    pub(super) articles: BTreeSet<usize>,
    /// Its first statement, else its first article.
    pub(super) example: Option<(usize, Option<StatementId>)>,
    parties: BTreeMap<String, u64>,
    /// Words that stand before the name, as a part of how it is mentioned.
    fronts: Vec<String>,
}

/// An office, and when it is told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Office {
    /// How often.
    pub(super) count: u64,
    /// The earliest day that tells of it.
    pub(super) first: Option<String>,
    /// The latest day that tells of it.
    pub(super) latest: Option<String>,
}

/// Everybody and everything that is named, by type and by name.
#[derive(Debug, Default)]
pub(super) struct Cast(BTreeMap<EntityType, Vec<Member>>);

impl Cast {
    /// Puts together what the articles name; parties are left out.
    pub(super) fn of(reports: &[Report<'_>], parties: &[FoundParty]) -> Self {
        let mut all = Parts::default();
        for report in reports {
            let counts = report.mentions();
            for entity in &report.reading.entities {
                let count = counts.get(&entity.id).copied().unwrap_or_default();
                if let Some(part) = part(report, entity.id, count) {
                    all.add(part);
                }
            }
        }
        let groups = Groups::of(all, &[]);
        let mut members: BTreeMap<(EntityType, String), Member> = BTreeMap::new();
        for (number, report) in reports.iter().enumerate() {
            let counts = report.mentions();
            for entity in &report.reading.entities {
                let count = counts.get(&entity.id).copied().unwrap_or_default();
                let group = part(report, entity.id, count)
                    .and_then(|part| groups.bearer_of(&part))
                    .and_then(|place| groups.get(place));
                if let Some(group) = group {
                    let key = (group.kind, group.id.clone());
                    let member = members.entry(key).or_insert_with(|| Member::of(group));
                    member.add(report, number, entity.id, count);
                }
            }
        }
        let mut cast = Self::default();
        for ((kind, _), member) in members {
            let member = member.settled(parties);
            cast.0.entry(kind).or_default().push(member);
        }
        cast.fold_surnames();
        for list in cast.0.values_mut() {
            list.sort_by(|one, other| {
                let rank = |member: &Member| (member.statements, member.mentions);
                rank(other)
                    .cmp(&rank(one))
                    .then_with(|| one.name.cmp(&other.name))
            });
        }
        cast
    }

    /// Lists what is of a type, the one that says and does most first.
    pub(super) fn all(&self, kind: EntityType) -> &[Member] {
        self.0.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Gives what is told of a surname alone to the one person who bears it.
    fn fold_surnames(&mut self) {
        let Some(people) = self.0.get_mut(&EntityType::Person) else {
            return;
        };
        let (mut full, lone): (Vec<_>, Vec<_>) = people
            .drain(..)
            .partition(|person| full_name(EntityType::Person, &person.name));
        for person in lone {
            let key = name_key(&person.name);
            let mut bearers = full.iter_mut().filter(|bearer| {
                let name = name_key(&bearer.name);
                name.split(' ').any(|word| word == key)
            });
            if let (Some(bearer), None) = (bearers.next(), bearers.next()) {
                bearer.join(person);
            }
        }
        *people = full;
    }
}

/// Makes a part of an entity of an article; none of a party of the draft, and of who has no name.
fn part(report: &Report<'_>, id: EntityId, mentions: u64) -> Option<Part> {
    let entity = report
        .reading
        .entities
        .iter()
        .find(|entity| entity.id == id)?;
    if entity.kind == EntityType::Party || entity.codebook.is_some() || entity.name.is_empty() {
        return None;
    }
    // The party is voted on later; readings that tie nobody are the same person.
    let mut part = Part::unheard(entity.kind, &entity.name, None, None);
    part.mentions = mentions;
    part.names.insert(entity.name.clone(), mentions.max(1));
    for mention in report
        .mentions_of(id)
        .filter(|mention| mention.form == Form::Name)
    {
        let spelled = report.slice(&[mention.name()]);
        *part.spellings.entry(spelled).or_default() += 1;
    }
    Some(part)
}

impl Member {
    fn of(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            ..Self::default()
        }
    }

    fn add(&mut self, report: &Report<'_>, number: usize, id: EntityId, count: u64) {
        self.mentions += count;
        self.articles.insert(number);
        let entity = report
            .reading
            .entities
            .iter()
            .find(|entity| entity.id == id);
        if let Some(party) = entity.and_then(|entity| entity.party.clone()) {
            *self.parties.entry(party).or_default() += count.max(1);
        }
        let mut statements = report.reading.statements.iter();
        let said = statements.find(|statement| statement.speaker.entity == Some(id));
        let all = report.reading.statements.iter();
        let made = all.filter(|statement| statement.speaker.entity == Some(id));
        self.statements += made.count() as u64;
        match (said, &self.example) {
            (Some(said), None | Some((_, None))) => self.example = Some((number, Some(said.id))),
            (None, None) => self.example = Some((number, None)),
            _ => {}
        }
        let day = report.day.clone();
        let names: Vec<_> = report
            .mentions_of(id)
            .filter(|mention| mention.form == Form::Name)
            .collect();
        for mention in &names {
            let spelled = report.slice(&[mention.name()]);
            *self.spelled.entry(spelled).or_default() += 1;
            // "Valdrian Foreign Minister Ilva Maren": what stands before the name says whose she is.
            let before = report
                .text
                .get(mention.range.start()..mention.name().start());
            if let Some(before) = before.filter(|before| !before.trim().is_empty()) {
                self.fronts.push(before.to_owned());
            }
        }
        for mention in report
            .mentions_of(id)
            .filter(|mention| mention.form == Form::Role)
        {
            let beside = names.iter().any(|name| {
                let gap = if name.range.start() >= mention.range.end() {
                    report.text.get(mention.range.end()..name.range.start())
                } else {
                    report.text.get(name.range.end()..mention.range.start())
                };
                let inside = name.range.contains(mention.range);
                inside || gap.is_some_and(|gap| matches!(gap.trim(), "" | ","))
            });
            if beside {
                let office = self
                    .offices
                    .entry(report.slice(&[mention.range]))
                    .or_default();
                office.count += 1;
                office.first = office.first.take().into_iter().chain(day.clone()).min();
                office.latest = office.latest.take().into_iter().chain(day.clone()).max();
            }
        }
    }

    fn join(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.statements += other.statements;
        self.articles.extend(other.articles);
        if self.example.is_none_or(|(_, said)| said.is_none()) && other.statements > 0 {
            self.example = other.example;
        }
    }

    /// Settles the party, and takes out of the offices whose they are.
    fn settled(mut self, parties: &[FoundParty]) -> Self {
        let told = std::mem::take(&mut self.offices);
        for (words, office) in &told {
            for party in parties.iter().filter(|party| party.is_in(words)) {
                *self.parties.entry(party.id.clone()).or_default() += office.count;
            }
        }
        for front in std::mem::take(&mut self.fronts) {
            for party in parties.iter().filter(|party| party.is_in(&front)) {
                *self.parties.entry(party.id.clone()).or_default() += 1;
            }
        }
        let party = self.parties.iter().rev().max_by_key(|(_, count)| **count);
        self.party = party.map(|(party, _)| party.clone());
        for (words, office) in told {
            let title = title(&words, parties);
            if title.is_empty() {
                continue;
            }
            let known = self.offices.entry(title).or_default();
            known.count += office.count;
            let first = [known.first.take(), office.first];
            known.first = first.into_iter().flatten().min();
            let latest = [known.latest.take(), office.latest];
            known.latest = latest.into_iter().flatten().max();
        }
        self.drop_shorter_offices();
        self
    }

    /// Drops titles of which another says more: "envoy" beside "special envoy".
    fn drop_shorter_offices(&mut self) {
        let titles: Vec<String> = self.offices.keys().cloned().collect();
        let words = |title: &str| title.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        self.offices.retain(|title, _| {
            let own = words(title);
            let more =
                |other: &BTreeSet<String>| other.len() > own.len() && other.is_superset(&own);
            !titles.iter().any(|other| more(&words(other)))
        });
    }

    /// Lists the names of seats that the person speaks for: "spokeswoman of the Lantern House",
    /// "Kremlin spokesman".
    pub(super) fn seats(&self) -> Vec<String> {
        let mut seats = Vec::new();
        for title in self.offices.keys() {
            let words: Vec<&str> = title.split(' ').collect();
            let Some(head) = words.iter().position(|word| LEXICON.voice(word)) else {
                continue;
            };
            let behind = words.get(head + 1..).unwrap_or_default();
            let behind = match behind {
                ["of" | "for", "the", rest @ ..] | ["of" | "for", rest @ ..] => rest,
                _ => &[],
            };
            for name in [words.get(..head).unwrap_or_default(), behind] {
                let named = |word: &&str| {
                    word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the")
                };
                let own = |word: &&str| word.starts_with(char::is_uppercase) && !LEXICON.part(word);
                if name.iter().all(named) && name.iter().any(own) {
                    seats.push(name.join(" "));
                }
            }
        }
        seats
    }

    /// Lists spellings that are no part of the name.
    pub(super) fn other_spellings(&self) -> Vec<&str> {
        let name = slug(&self.name);
        let words: Vec<&str> = name.split('-').collect();
        let other = |spelled: &&String| {
            let spelled = slug(spelled);
            !spelled.split('-').all(|word| words.contains(&word))
        };
        self.spelled
            .keys()
            .filter(other)
            .map(String::as_str)
            .collect()
    }
}

/// Cuts a title out of the words of an office: "the Kestorian foreign minister" is a "foreign
/// minister", "the chief negotiator of Valdria" a "chief negotiator".
fn title(words: &str, parties: &[FoundParty]) -> String {
    const FRONT: [&str; 14] = [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "new",
        "former",
        "then",
        "country's",
        "country’s",
        "this",
    ];
    let ours = |text: &str| {
        parties.iter().any(|party| {
            let all = party.adjectives.iter().chain(&party.spelled);
            let mut all = all.chain(&party.aliases).chain([&party.name]);
            all.any(|name| slug(text) == slug(name))
        })
    };
    let mut rest: Vec<&str> = words.split_whitespace().collect();
    while let Some(first) = rest.first() {
        let front = FRONT.iter().any(|word| first.eq_ignore_ascii_case(word));
        let possessor = first.ends_with("'s") || first.ends_with("’s");
        if rest.len() > 1 && (front || possessor || ours(first)) {
            rest.remove(0);
        } else {
            break;
        }
    }
    if let Some(of) = rest
        .iter()
        .rposition(|word| *word == "of" || *word == "for")
    {
        let whose = rest.get(of + 1..).unwrap_or_default().join(" ");
        let whose = whose.strip_prefix("the ").unwrap_or(&whose);
        if of > 0 && ours(whose) {
            rest.truncate(of);
        }
    }
    if rest.len() > 1 {
        rest.retain(|word| !ours(word));
    }
    if !rest.iter().any(|word| LEXICON.owned(word)) {
        return String::new();
    }
    // What stands behind "of" may be a name.
    let of = rest.iter().position(|word| matches!(*word, "of" | "for"));
    let of = of.unwrap_or(rest.len());
    let behind = rest.get(of..).unwrap_or_default();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let named = behind
        .iter()
        .filter(capital)
        .any(|word| !LEXICON.part(word));
    let of = if named { of } else { rest.len() };
    let shown = rest.iter().enumerate().map(|(place, word)| match *word {
        "its" | "his" | "her" | "their" => "the".to_owned(),
        word if place < of && LEXICON.part(word) => word.to_lowercase(),
        word => word.to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FoundParty, title};

    #[test]
    fn offices_are_told_without_whose_they_are() {
        let parties = [FoundParty {
            name: "Kestoria".to_owned(),
            adjectives: BTreeSet::from(["Kestorian".to_owned()]),
            ..FoundParty::default()
        }];
        let check = |words, expected| assert_eq!(title(words, &parties), expected, "{words}");
        check("the Kestorian foreign minister", "foreign minister");
        check("Kestoria's Foreign Minister", "foreign minister");
        check("the chief negotiator of Kestoria", "chief negotiator");
        check("the chief of the Kestorian navy", "chief of the navy");
        check("Its spokeswoman", "spokeswoman");
        check("the head of its delegation", "head of the delegation");
        check("Her deputy", "");
        check("Minister of Foreign Affairs", "minister of foreign affairs");
        check(
            "the secretary-general of the Littoral Union",
            "secretary-general of the Littoral Union",
        );
    }
}
