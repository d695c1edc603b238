//! A draft as TOML, with remarks on what an analyst should look at.

use rapporteur_core::{PartyRole, StatementId};

use super::cast::Member;
use super::draft::{Draft, DraftIssue, DraftParty};
use crate::entities::slug;

/// Writes a text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(plain(text)).to_string()
}

/// Puts a text on one line, for a remark.
pub(super) fn block(text: &str) -> String {
    const LONGEST: usize = 160;
    let text = plain(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

/// One line without control characters.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(char::is_control, "")
}

/// Writes a codebook with all its remarks.
pub(super) fn toml(draft: &Draft) -> String {
    let mut page = Page::default();
    page.line(&format!(
        "# A codebook drafted from {} with {}: nobody has looked at it yet.",
        counted(draft.articles, "article"),
        counted(draft.statements, "statement"),
    ));
    page.line("# Remarks say what each entry rests on. Look at the roles of the parties first, then at whom");
    page.line("# people speak for, then write the propositions that this process is about.");
    page.line("\n[process]");
    page.line("id = \"draft\"  # TODO: a short name");
    page.line("name = \"Draft codebook\"  # TODO: the name of the process");
    page.heading("parties: role is side, mediator, third-party, media or society");
    for party in &draft.parties {
        page.party(draft, party);
    }
    page.heading("people: party, and offices with from and to where one was handed over");
    for (place, person) in draft.people.iter().enumerate() {
        page.person(draft, place, person);
    }
    page.heading("places and organisations");
    for site in &draft.sites {
        page.line("\n[[place]]");
        page.line(&format!("name = {}", quoted(&site.name)));
        page.told(draft, site);
    }
    for (organisation, kind) in &draft.organisations {
        page.line("\n[[organisation]]");
        page.line(&format!("name = {}", quoted(&organisation.name)));
        if let Some(kind) = kind {
            page.line(&format!("kind = {}", quoted(kind)));
        }
        page.known_party(draft, organisation);
        page.told(draft, organisation);
    }
    page.heading("issues of peace talks in general that statements are about: keep what fits");
    for issue in &draft.issues {
        page.issue(draft, issue);
    }
    if !draft.groups.is_empty() {
        page.heading("statements that fit none of these, as suggestions");
    }
    for group in &draft.groups {
        page.line(&format!(
            "\n# {} in {}: {}",
            counted(group.statements, "statement"),
            counted(group.wordings, "wording"),
            group.words.join(", "),
        ));
        for line in group.draft.lines() {
            page.line(format!("# {line}").trim_end());
        }
    }
    page.0
}

/// The file as it grows.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n# ---- {text}"));
    }

    fn party(&mut self, draft: &Draft, party: &DraftParty) {
        let found = &party.found;
        self.line("\n[[party]]");
        self.line(&format!("id = {}", quoted(&found.id)));
        self.line(&format!("name = {}", quoted(&found.name)));
        let (role, why) = match party.role {
            PartyRole::Mediator => (
                "mediator",
                format!("told of as between the sides {}", times(party.mediates)),
            ),
            PartyRole::Side => (
                "side",
                format!("takes part in {}", counted(party.events, "event")),
            ),
            _ => ("third-party", "takes little part in events".to_owned()),
        };
        self.line(&format!("role = {}  # {why}", quoted(role)));
        let aliases: Vec<String> = found.aliases.iter().map(|alias| quoted(alias)).collect();
        if !aliases.is_empty() {
            self.line(&format!("aliases = [{}]", aliases.join(", ")));
        }
        let example = party
            .example
            .map(|(number, id)| at(draft, number, Some(id)));
        self.line(&format!(
            "# {}, named {}{}",
            counted(party.statements, "statement"),
            times(party.mentions),
            example.map_or_else(String::new, |at| format!("; for example {at}")),
        ));
        if !found.spelled.is_empty() {
            let spelled: Vec<&str> = found.spelled.iter().map(String::as_str).collect();
            self.line(&format!(
                "# taken for the same name: {}",
                block(&spelled.join(", "))
            ));
        }
        for (home, count) in &party.homes {
            self.line(&format!(
                "# perhaps an alias: {} ({} made there, all by this party)",
                quoted(home),
                counted(usize::try_from(*count).unwrap_or(usize::MAX), "statement"),
            ));
        }
    }

    fn person(&mut self, draft: &Draft, place: usize, person: &Member) {
        self.line("\n[[person]]");
        self.line(&format!("id = {}", quoted(&person_id(draft, place))));
        self.line(&format!("name = {}", quoted(&person.name)));
        if !self.known_party(draft, person) {
            self.line("# TODO: party = ");
        }
        let mut roles = Vec::new();
        for title in person.offices.keys() {
            let dates = draft.handovers.get(&(place, title.clone()));
            let dated = |key: &str, day: Option<&String>| {
                day.map_or_else(String::new, |day| format!(", {key} = {}", quoted(day)))
            };
            let from = dates.and_then(|dates| dates.0.as_ref());
            let to = dates.and_then(|dates| dates.1.as_ref());
            roles.push(format!(
                "{{ title = {}{}{} }}",
                quoted(title),
                dated("from", from),
                dated("to", to)
            ));
        }
        if !roles.is_empty() {
            self.line(&format!("roles = [{}]", roles.join(", ")));
        }
        for (title, office) in &person.offices {
            let days: Vec<&str> = [&office.first, &office.latest]
                .into_iter()
                .filter_map(Option::as_deref)
                .collect();
            if let [first, latest] = days.as_slice()
                && first == latest
            {
                self.line(&format!("# told of as {} on {first}", block(title)));
            } else if let [first, latest] = days.as_slice() {
                self.line(&format!(
                    "# told of as {} from {first} to {latest}",
                    block(title)
                ));
            }
        }
        self.told(draft, person);
    }

    /// Writes the party, if it is one of the draft.
    fn known_party(&mut self, draft: &Draft, member: &Member) -> bool {
        let mut ids = draft.parties.iter().map(|party| &party.found.id);
        match &member.party {
            Some(party) if ids.any(|id| id == party) => {
                self.line(&format!("party = {}", quoted(party)));
                true
            }
            _ => false,
        }
    }

    /// Writes how often it is told of, and where first.
    fn told(&mut self, draft: &Draft, member: &Member) {
        let said = if member.statements > 0 {
            let count = usize::try_from(member.statements).unwrap_or(usize::MAX);
            format!("{}, ", counted(count, "statement"))
        } else {
            String::new()
        };
        let example = member.example.map(|(number, id)| at(draft, number, id));
        let example = example.map_or_else(String::new, |at| format!("; for example {at}"));
        let named = match member.mentions {
            0 => "publishes".to_owned(),
            mentions => format!("named {}", times(mentions)),
        };
        self.line(&format!("# {said}{named}{example}"));
        let spelled = member.other_spellings();
        if !spelled.is_empty() {
            self.line(&format!("# also spelled {}", block(&spelled.join(", "))));
        }
    }

    fn issue(&mut self, draft: &Draft, found: &DraftIssue) {
        let issue = &found.issue;
        let example = found
            .example
            .map(|(number, id)| at(draft, number, Some(id)));
        self.line("\n[[issue]]");
        self.line(&format!(
            "# {}{}",
            counted(found.statements(), "statement"),
            example.map_or_else(String::new, |at| format!("; for example {at}")),
        ));
        self.line(&format!("id = {}", quoted(&issue.id)));
        self.line(&format!("name = {}", quoted(&issue.name)));
        if !issue.pax.is_empty() {
            self.line(&format!("pax = {}", list(&issue.pax)));
        }
        let all = || issue.propositions.iter().zip(&found.touched);
        for (proposition, touched) in all().filter(|(_, touched)| **touched > 0) {
            self.line("\n  [[issue.proposition]]");
            self.line(&format!("  # {}", counted(*touched, "statement")));
            self.line(&format!("  id = {}", quoted(&proposition.id)));
            self.line(&format!("  text = {}", quoted(&proposition.text)));
            self.line(&format!("  for = {}", list(&proposition.in_favour)));
            self.line(&format!("  against = {}", list(&proposition.against)));
        }
        for (proposition, _) in all().filter(|(_, touched)| **touched == 0) {
            let text = block(&proposition.text);
            self.line(&format!("  # nobody yet: {} {text}", proposition.id));
        }
    }
}

/// The id of a person: the name, and behind it a number where others have the same.
fn person_id(draft: &Draft, place: usize) -> String {
    let id = |person: &Member| slug(&person.name);
    let own = draft.people.get(place).map(id).unwrap_or_default();
    let before = draft.people.iter().take(place);
    let same = before.filter(|person| id(person) == own).count();
    match same {
        0 if !own.is_empty() => own,
        _ => format!("{own}-{}", same + 1),
    }
}

/// Where something stands: `file:s3`.
fn at(draft: &Draft, number: usize, statement: Option<StatementId>) -> String {
    let place = draft.places.get(number).map_or("", String::as_str);
    let place = block(place);
    statement.map_or_else(|| place.clone(), |id| format!("{place}:{id}"))
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}
