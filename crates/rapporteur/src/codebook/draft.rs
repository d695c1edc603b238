//! A codebook drafted from articles alone.
//!
//! Articles are read twice. First without names, for how they use names: that finds the parties
//! ([`parties`]). Then with these as a codebook, for who speaks for whom ([`Cast`]), who takes part in
//! talks, and what the statements are about.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{
    Codebook, EntityType, Form, Issue, ParticipantRole, Party, PartyRole, StatementId,
};
use rapporteur_names::World;
use rapporteur_record::name_key;
use rapporteur_stance::SentenceVectors;

use super::cast::{Cast, Member};
use super::evidence::Evidence;
use super::lexicon::LEXICON;
use super::parties::{self, FoundParty, full_name};
use super::reports::Report;
use super::suggest::{Bearers, Phrasings, StatementGroup, Unplaced, grouped};

/// How many people, places and organisations a draft has at most: a list that can be mended in
/// minutes.
const PEOPLE: usize = 25;
const PLACES: usize = 12;
const ORGANISATIONS: usize = 12;

/// How many groups without an issue are suggested.
const GROUPS: usize = 6;

/// How often a place or an organisation has to be mentioned.
const MENTIONS: u64 = 2;

/// How many statements an issue of the default codebook must have.
const STATEMENTS: usize = 2;

/// How often somebody has to be named as one between the sides.
const MEDIATES: u64 = 2;

/// The kinds of events that sides take part in.
const SIDED: [&str; 6] = [
    "round-of-talks",
    "leaders-meeting",
    "exchange",
    "ceasefire",
    "attack",
    "agreement",
];

/// What a draft says.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// How many articles it was made of.
    pub(super) articles: usize,
    /// Where each of them is.
    pub(super) places: Vec<String>,
    /// How many statements they have.
    pub(super) statements: usize,
    /// The parties, foremost first.
    pub(super) parties: Vec<DraftParty>,
    /// The people, by their parties.
    pub(super) people: Vec<Member>,
    /// Titles that two people of a party held one after the other: when the later one is first told of.
    pub(super) handovers: BTreeMap<(usize, String), (Option<String>, Option<String>)>,
    /// The places.
    pub(super) sites: Vec<Member>,
    /// The organisations, with their kinds.
    pub(super) organisations: Vec<(Member, Option<&'static str>)>,
    /// The issues of the default codebook, with how many statements are about each.
    pub(super) issues: Vec<DraftIssue>,
    /// Groups that fit no issue.
    pub(super) groups: Vec<StatementGroup>,
}

/// A party with what speaks for it.
#[derive(Debug)]
pub(super) struct DraftParty {
    /// The party.
    pub(super) found: FoundParty,
    /// What it seems to be.
    pub(super) role: PartyRole,
    /// How many statements are its.
    pub(super) statements: usize,
    /// How often it is mentioned.
    pub(super) mentions: u64,
    /// In how many events of talks, exchanges and fighting it takes part.
    pub(super) events: usize,
    /// How often it is told of as one between the sides.
    pub(super) mediates: u64,
    /// Its first statement: number of the article, and of the statement.
    pub(super) example: Option<(usize, StatementId)>,
    /// Places where only its own people speak, with how many statements: perhaps its capital.
    pub(super) homes: Vec<(String, u64)>,
}

/// An issue of the default codebook.
#[derive(Debug)]
pub(super) struct DraftIssue {
    /// The issue with all its propositions.
    pub(super) issue: Issue,
    /// How many statements are about each proposition.
    pub(super) touched: Vec<usize>,
    /// The first of them.
    pub(super) example: Option<(usize, StatementId)>,
}

impl DraftIssue {
    /// Returns how many statements are about it.
    pub(super) fn statements(&self) -> usize {
        self.touched.iter().sum()
    }
}

/// Finds the parties in articles that were read without names of a codebook.
pub(super) fn parties(
    evidence: &Evidence,
    reports: &[Report<'_>],
    world: &World,
) -> Vec<FoundParty> {
    parties::find(evidence, reports, world)
}

/// Makes a codebook of parties alone, to read with.
pub(super) fn reading_with(parties: &[FoundParty], issues: Vec<Issue>) -> Codebook {
    let parties = parties.iter().map(|found| Party {
        id: found.id.clone(),
        name: found.name.clone(),
        role: PartyRole::Side,
        aliases: found
            .aliases
            .iter()
            .chain(&found.spelled)
            .cloned()
            .collect(),
    });
    Codebook {
        parties: parties.collect(),
        issues,
        ..Codebook::default()
    }
}

/// Drafts a codebook of articles that were read with these parties.
pub(super) fn draft(
    reports: &[Report<'_>],
    found: Vec<FoundParty>,
    general: &Codebook,
    vectors: &SentenceVectors,
) -> Draft {
    let cast = Cast::of(reports, &found);
    let mut parties = weighed(reports, found);
    seats(&mut parties, &cast);
    let ids: Vec<&str> = parties
        .iter()
        .map(|party| party.found.id.as_str())
        .collect();
    let rank = |member: &Member| {
        let party = member.party.as_deref();
        ids.iter()
            .position(|id| Some(*id) == party)
            .unwrap_or(ids.len())
    };
    let speaks = |person: &&Member| person.statements > 0 || !person.offices.is_empty();
    let people = cast.all(EntityType::Person).iter();
    let people = people.filter(|person| full_name(EntityType::Person, &person.name));
    let mut people: Vec<Member> = people
        .filter(speaks)
        .filter(|person| !is_party(&parties, &person.name))
        .take(PEOPLE)
        .cloned()
        .collect();
    people.sort_by_key(rank);
    let known = |member: &&Member| member.mentions >= MENTIONS && !is_party(&parties, &member.name);
    let sites = cast.all(EntityType::Place).iter().filter(known);
    let sites = most_mentioned(sites.filter(|place| capitals(&place.name)), PLACES);
    let (issues, groups) = issues(reports, general, (&parties, &people), vectors);
    Draft {
        articles: reports.len(),
        places: shown(reports),
        statements: reports.iter().map(|one| one.reading.statements.len()).sum(),
        handovers: handovers(&people),
        organisations: organisations(reports, &cast, &parties),
        sites,
        people,
        parties,
        issues,
        groups,
    }
}

/// Returns where the articles are, without the folder that all of them lie in.
fn shown(reports: &[Report<'_>]) -> Vec<String> {
    let folder = |place: &'_ str| place.rfind('/').map_or(0, |at| at + 1);
    let mut common: Option<&str> = None;
    for report in reports {
        let own = report.place.get(..folder(report.place)).unwrap_or_default();
        let known = common.unwrap_or(own);
        let alike = known
            .bytes()
            .zip(own.bytes())
            .take_while(|(one, other)| one == other);
        let alike = known.get(..alike.count()).unwrap_or_default();
        common = Some(alike.get(..folder(alike)).unwrap_or_default());
    }
    let common = common.unwrap_or_default();
    let places = reports.iter().map(|report| report.place);
    places
        .map(|place| place.strip_prefix(common).unwrap_or(place).to_owned())
        .collect()
}

/// Gives parties the names of the seats that their people speak for.
fn seats(parties: &mut [DraftParty], cast: &Cast) {
    for person in cast.all(EntityType::Person) {
        let seats: Vec<String> = person.seats();
        let new: Vec<String> = seats
            .into_iter()
            .filter(|seat| !is_party(parties, seat))
            .collect();
        let own = |party: &&mut DraftParty| Some(&party.found.id) == person.party.as_ref();
        if let Some(party) = parties.iter_mut().find(own) {
            party.found.aliases.extend(new);
        }
    }
}

/// Counts what each party says and does, and settles its role.
fn weighed(reports: &[Report<'_>], found: Vec<FoundParty>) -> Vec<DraftParty> {
    let mut parties: Vec<DraftParty> = found
        .into_iter()
        .map(|found| DraftParty {
            mediates: found.usage.mediates,
            found,
            role: PartyRole::ThirdParty,
            statements: 0,
            mentions: 0,
            events: 0,
            example: None,
            homes: Vec::new(),
        })
        .collect();
    for (number, report) in reports.iter().enumerate() {
        let counts = report.mentions();
        for party in &mut parties {
            party.count(number, report, &counts);
        }
    }
    let sum = |of: fn(&DraftParty) -> u64| parties.iter().map(of).sum::<u64>().max(1);
    let (mediates, mentions) = (sum(|one| one.mediates), sum(|one| one.mentions));
    // Whoever is told of between the sides far more often than the others is no side.
    let between = |party: &DraftParty| {
        party.mediates >= MEDIATES
            && party.mediates * mentions >= 2 * mediates * party.mentions.max(1)
    };
    let acts = |party: &DraftParty| party.events as u64 + party.found.usage.between;
    let most = parties
        .iter()
        .filter(|party| !between(party))
        .map(acts)
        .max()
        .unwrap_or_default();
    for party in &mut parties {
        party.role = if between(party) {
            PartyRole::Mediator
        } else if most > 0 && acts(party) * 3 >= most {
            PartyRole::Side
        } else {
            PartyRole::ThirdParty
        };
    }
    let homes = homes(reports);
    for party in &mut parties {
        let own = homes.iter().filter(|(_, id, _)| *id == party.found.id);
        let own = own.filter(|(place, ..)| !party.found.aliases.contains(place));
        party.homes = own
            .map(|(place, _, count)| (place.clone(), *count))
            .collect();
    }
    parties.sort_by_key(|party| {
        let role = match party.role {
            PartyRole::Side => 0,
            PartyRole::Mediator => 1,
            _ => 2,
        };
        (role, std::cmp::Reverse(party.statements))
    });
    parties
}

impl DraftParty {
    fn count(
        &mut self,
        number: usize,
        report: &Report<'_>,
        counts: &BTreeMap<rapporteur_core::EntityId, u64>,
    ) {
        let id = Some(self.found.id.as_str());
        let own = report.reading.entities.iter();
        let own = own.filter(|entity| entity.codebook.as_deref() == id);
        self.mentions += own.filter_map(|entity| counts.get(&entity.id)).sum::<u64>();
        for statement in &report.reading.statements {
            if statement.speaker.party.as_deref() == id {
                self.statements += 1;
                self.example.get_or_insert((number, statement.id));
            }
        }
        for event in &report.reading.events {
            let kind = event.kind.as_deref();
            let sided = kind.is_some_and(|kind| SIDED.contains(&kind));
            let own = event.participants.iter();
            for participant in own.filter(|one| one.party.as_deref() == id) {
                match participant.role {
                    ParticipantRole::Mediator | ParticipantRole::Host => self.mediates += 1,
                    ParticipantRole::Actor | ParticipantRole::Recipient => {
                        self.events += usize::from(sided);
                    }
                }
            }
        }
    }
}

/// Finds places where statements are made by one party alone: place, party, statements.
fn homes(reports: &[Report<'_>]) -> Vec<(String, String, u64)> {
    const LEAST: u64 = 2;
    let mut made: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for report in reports {
        let places: BTreeMap<_, _> = report
            .reading
            .entities
            .iter()
            .filter(|entity| entity.kind != EntityType::Party && entity.codebook.is_none())
            .map(|entity| (entity.id, entity.name.as_str()))
            .collect();
        let mentions = report.reading.mentions.iter();
        let named: Vec<_> = mentions
            .filter(|mention| mention.form == Form::Name)
            .filter_map(|mention| Some((mention.range, *places.get(&mention.entity?)?)))
            .collect();
        for statement in &report.reading.statements {
            let Some(party) = statement.speaker.party.as_deref() else {
                continue;
            };
            let Some(cue) = statement.cue.last() else {
                continue;
            };
            for (range, name) in &named {
                let gap = report
                    .text
                    .get(cue.end()..range.start())
                    .unwrap_or_default();
                let words: Vec<&str> = gap.split_whitespace().collect();
                let at = words
                    .last()
                    .is_some_and(|word| matches!(*word, "in" | "at"));
                if at && words.len() <= 4 && !gap.contains(['.', '“', '"']) {
                    let count = made.entry((*name).to_owned()).or_default();
                    *count.entry(party).or_default() += 1;
                }
            }
        }
    }
    let mut homes = Vec::new();
    for (place, parties) in made {
        if let Some((party, count)) = parties.first_key_value()
            && parties.len() == 1
            && *count >= LEAST
        {
            homes.push((place, (*party).to_owned(), *count));
        }
    }
    homes
}

fn is_party(parties: &[DraftParty], name: &str) -> bool {
    let key = name_key(name);
    parties.iter().any(|party| {
        let found = &party.found;
        let others = found
            .aliases
            .iter()
            .chain(&found.spelled)
            .chain(&found.adjectives);
        others
            .chain([&found.name])
            .any(|name| name_key(name) == key)
    })
}

fn capitals(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
        && !name.contains([',', '\n'])
}

fn most_mentioned<'a>(members: impl Iterator<Item = &'a Member>, most: usize) -> Vec<Member> {
    let mut members: Vec<&Member> = members.collect();
    members.sort_by(|one, other| {
        let count = other.mentions.cmp(&one.mentions);
        count.then_with(|| one.name.cmp(&other.name))
    });
    members.into_iter().take(most).cloned().collect()
}

/// Lists organisations: outlets that publish or are quoted, and whoever speaks or is named often.
fn organisations(
    reports: &[Report<'_>],
    cast: &Cast,
    parties: &[DraftParty],
) -> Vec<(Member, Option<&'static str>)> {
    let mut outlets: BTreeMap<String, Member> = BTreeMap::new();
    for (number, report) in reports.iter().enumerate() {
        if let Some(publisher) = report.publisher {
            let outlet = outlets.entry(name_key(publisher)).or_default();
            publisher.clone_into(&mut outlet.name);
            outlet.example.get_or_insert((number, None));
        }
    }
    let mut listed = Vec::new();
    for one in cast.all(EntityType::Organisation) {
        let key = name_key(&one.name);
        let mut named = outlets.iter_mut().filter(|(outlet, _)| {
            // "The Gazette" is the Tolmarch Gazette, if no other outlet is a gazette.
            **outlet == key || outlet.ends_with(&format!(" {key}"))
        });
        if let (Some((outlet, member)), None) = (named.next(), named.next()) {
            member.mentions += one.mentions;
            member.statements += one.statements;
            if *outlet != key {
                *member.spelled.entry(one.name.clone()).or_default() += one.mentions;
            }
            continue;
        }
        let media = LEXICON.outlet(&one.name);
        let worth = one.mentions >= MENTIONS || one.statements > 0 || media;
        if worth && capitals(&one.name) && !is_party(parties, &one.name) {
            listed.push((one.clone(), media.then_some("media")));
        }
    }
    listed.truncate(ORGANISATIONS);
    listed.extend(outlets.into_values().map(|outlet| (outlet, Some("media"))));
    listed
}

/// Finds titles that two people of one party hold, one told of after the other: the places of the
/// people with the first and the last day that the codebook can give.
fn handovers(people: &[Member]) -> BTreeMap<(usize, String), (Option<String>, Option<String>)> {
    let mut held: BTreeMap<(&Option<String>, &String), Vec<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        for title in person.offices.keys() {
            held.entry((&person.party, title)).or_default().push(place);
        }
    }
    let mut handovers = BTreeMap::new();
    for ((party, title), holders) in held {
        let [one, other] = holders.as_slice() else {
            continue;
        };
        let office = |place: &usize| people.get(*place)?.offices.get(title);
        let (Some(first), Some(second)) = (office(one), office(other)) else {
            continue;
        };
        let (earlier, later, day) = if first.latest < second.first {
            (*one, *other, second.first.clone())
        } else if second.latest < first.first {
            (*other, *one, first.first.clone())
        } else {
            continue;
        };
        if party.is_some() && day.is_some() {
            handovers.insert((earlier, title.clone()), (None, day.clone()));
            handovers.insert((later, title.clone()), (day, None));
        }
    }
    handovers
}

/// Finds which issues of the general codebook the statements are about, and what is left over.
fn issues(
    reports: &[Report<'_>],
    general: &Codebook,
    (parties, people): (&[DraftParty], &[Member]),
    vectors: &SentenceVectors,
) -> (Vec<DraftIssue>, Vec<StatementGroup>) {
    let phrasings = Phrasings::of(Some(general), vectors);
    let mut issues: Vec<DraftIssue> = general
        .issues
        .iter()
        .map(|issue| DraftIssue {
            touched: vec![0; issue.propositions.len()],
            issue: issue.clone(),
            example: None,
        })
        .collect();
    let mut left = Vec::new();
    let places = shown(reports);
    for (number, report) in reports.iter().enumerate() {
        for statement in &report.reading.statements {
            let content = report.slice(&statement.content);
            let mut about: BTreeSet<(usize, usize)> = statement
                .positions
                .iter()
                .filter_map(|position| place_of(general, &position.proposition))
                .collect();
            if about.is_empty() {
                about.extend(phrasings.nearest(&vectors.read(&content)));
            }
            for (issue, proposition) in &about {
                let Some(issue) = issues.get_mut(*issue) else {
                    continue;
                };
                if let Some(count) = issue.touched.get_mut(*proposition) {
                    *count += 1;
                    issue.example.get_or_insert((number, statement.id));
                }
            }
            if about.is_empty() {
                left.push(Unplaced {
                    article: places.get(number).cloned().unwrap_or_default(),
                    statement: statement.id.to_string(),
                    speaker: statement.speaker.name.clone(),
                    party: statement.speaker.party.clone(),
                    publisher: report.publisher.map(str::to_owned),
                    day: report.day.clone(),
                    content,
                });
            }
        }
    }
    issues.retain(|issue| issue.statements() >= STATEMENTS);
    issues.sort_by_key(|issue| std::cmp::Reverse(issue.statements()));
    let found = parties.iter().map(|party| &party.found);
    let names = found.flat_map(|found| {
        found
            .aliases
            .iter()
            .chain(&found.spelled)
            .chain([&found.name])
    });
    let mut bearers = Bearers::of(names.map(String::as_str));
    bearers.add_people(people.iter().map(|person| person.name.as_str()));
    let mut groups = grouped(&sampled(left), Some(general), bearers, vectors).groups;
    groups.truncate(GROUPS);
    (issues, groups)
}

/// Takes every so many-th statement where there are more than can be compared in a moment.
pub(super) fn sampled(statements: Vec<Unplaced>) -> Vec<Unplaced> {
    let step = statements.len().div_ceil(super::MOST_COMPARED).max(1);
    statements.into_iter().step_by(step).collect()
}

fn place_of(codebook: &Codebook, id: &str) -> Option<(usize, usize)> {
    codebook.issues.iter().enumerate().find_map(|(at, issue)| {
        let mut propositions = issue.propositions.iter();
        Some((
            at,
            propositions.position(|proposition| proposition.id == id)?,
        ))
    })
}
