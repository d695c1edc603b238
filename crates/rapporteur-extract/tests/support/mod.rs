//! What the tests share: the shipped word lists, a codebook reader, and where other data may lie.

// Each test binary uses its own part of this module.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::expect_used)]

use std::path::PathBuf;
use std::sync::LazyLock;

use rapporteur_core::{
    Codebook, DateSource, Edtf, EntityId, Metadata, Organisation, Party, PartyRole, Person, Place,
    Process, Provenance, Published, Reading, Role,
};
use rapporteur_extract::{Data, Models, Reader, Resources};
use rapporteur_models::{extract, names, text, world};
use rapporteur_names::{NameData, NameResources, World};
use rapporteur_text::{Document, TextData, TextResources};
use serde::Deserialize;

pub const DATA: Data<'static> = Data {
    verbs: extract::VERBS,
    adjectives: extract::ADJECTIVES,
    nouns: extract::NOUNS,
    opinions: extract::OPINIONS,
    words: extract::WORDS,
    speakers: extract::SPEAKERS,
    organisations: extract::ORGANISATIONS,
    roles: extract::ROLES,
    demonyms: extract::DEMONYMS,
    particles: extract::PARTICLES,
    calendar: extract::CALENDAR,
    times: extract::TIMES,
    acts: extract::ACTS,
    conditions: extract::CONDITIONS,
    positions: extract::POSITIONS,
    events: extract::EVENTS,
};

pub static RESOURCES: LazyLock<Resources> = LazyLock::new(|| Resources::parse(&DATA));

pub static TEXT_RESOURCES: LazyLock<TextResources> = LazyLock::new(|| {
    TextResources::parse(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    })
});

pub static WORLD: LazyLock<World> =
    LazyLock::new(|| World::parse(world::TABLE).expect("the embedded table is whole"));

pub static NAMES: LazyLock<NameResources> = LazyLock::new(|| {
    NameResources::parse(&NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    })
});

/// Reads a text as English, published on the day given.
pub fn read(text: &str, codebook: Option<&Codebook>, published: Option<&str>) -> Reading {
    let document = Document::read(text, Some("en"), &TEXT_RESOURCES);
    let metadata = Metadata {
        published: Published {
            edtf: published.and_then(Edtf::parse),
            from: published.map_or(DateSource::Unknown, |_| DateSource::Option),
        },
        ..Metadata::default()
    };
    read_document(&document, &metadata, Models::default(), codebook)
}

/// Reads a text as English with what the world is called and how names are compared.
pub fn read_knowing(text: &str, codebook: Option<&Codebook>) -> Reading {
    let document = Document::read(text, Some("en"), &TEXT_RESOURCES);
    let models = Models {
        world: Some(&WORLD),
        names: Some(&NAMES),
        ..Models::default()
    };
    read_document(&document, &Metadata::default(), models, codebook)
}

pub fn read_document(
    document: &Document,
    metadata: &Metadata,
    models: Models<'_>,
    codebook: Option<&Codebook>,
) -> Reading {
    Reader::new(&RESOURCES, models, codebook, Provenance::default()).read(document, metadata)
}

/// Returns the mentions of a text, written `words = entity (form)`.
pub fn mentions(reading: &Reading, text: &str) -> Vec<String> {
    let name = |id: EntityId| {
        let entity = reading.entities.iter().find(|entity| entity.id == id);
        entity.map_or("", |entity| entity.name.as_str())
    };
    (reading.mentions.iter())
        .map(|mention| {
            let meant: Vec<&str> = match mention.entity {
                Some(entity) => vec![name(entity)],
                None => mention.candidates.iter().map(|id| name(*id)).collect(),
            };
            let form = format!("{:?}", mention.form).to_lowercase();
            let words = mention.range.slice(text).unwrap_or("?");
            format!("{words} = {} ({form})", meant.join(" or "))
        })
        .collect()
}

/// Returns the folder of shared data, or says that it is missing.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: {folder} is not beside this checkout");
    None
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    party: Vec<PartyRow>,
    #[serde(default)]
    person: Vec<PersonRow>,
    #[serde(default)]
    place: Vec<PlaceRow>,
    #[serde(default)]
    organisation: Vec<OrganisationRow>,
}

#[derive(Deserialize)]
struct PartyRow {
    id: String,
    name: String,
    #[serde(default)]
    role: PartyRole,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct PersonRow {
    id: String,
    name: String,
    party: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    roles: Vec<RoleRow>,
}

#[derive(Deserialize)]
struct RoleRow {
    title: String,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct PlaceRow {
    name: String,
    kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct OrganisationRow {
    name: String,
    kind: Option<String>,
    party: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// Reads the names of a codebook file, without its issues.
pub fn codebook(toml: &str) -> Codebook {
    let file: File = toml::from_str(toml).expect("the codebook should parse");
    Codebook {
        process: Process::default(),
        parties: file
            .party
            .into_iter()
            .map(|row| Party {
                id: row.id,
                name: row.name,
                role: row.role,
                aliases: row.aliases,
            })
            .collect(),
        people: file
            .person
            .into_iter()
            .map(|row| Person {
                id: row.id,
                name: row.name,
                party: row.party,
                aliases: row.aliases,
                roles: row
                    .roles
                    .into_iter()
                    .map(|role| Role {
                        title: role.title,
                        from: role.from.and_then(|date| Edtf::parse(&date)),
                        to: role.to.and_then(|date| Edtf::parse(&date)),
                    })
                    .collect(),
            })
            .collect(),
        places: file
            .place
            .into_iter()
            .map(|row| Place {
                name: row.name,
                kind: row.kind,
                aliases: row.aliases,
            })
            .collect(),
        organisations: file
            .organisation
            .into_iter()
            .map(|row| Organisation {
                name: row.name,
                kind: row.kind,
                party: row.party,
                aliases: row.aliases,
            })
            .collect(),
        issues: Vec::new(),
    }
}

/// The codebook of the invented process that the tests tell of.
pub const TALKS: &str = r#"
[[party]]
id = "valdria"
name = "Valdria"
aliases = ["Port Sorrel", "Valdrian side"]
[[party]]
id = "kestoria"
name = "Kestoria"
aliases = ["Kest Harbour", "the Green House"]
[[party]]
id = "northern-league"
name = "Northern League"
role = "mediator"
aliases = ["NL"]
[[person]]
id = "ilva-maren"
name = "Ilva Maren"
party = "valdria"
roles = [{ title = "foreign minister", from = "2030-01" }]
[[person]]
id = "tomas-orlan"
name = "Tomas Orlan"
party = "kestoria"
roles = [{ title = "President of Kestoria", from = "2029-05" }]
[[person]]
id = "edda-quist"
name = "Edda Quist"
party = "kestoria"
roles = [{ title = "foreign minister", from = "2029-05", to = "2031-02" }, { title = "Green House spokeswoman", from = "2031-03" }]
[[person]]
id = "serhyi-dovhan"
name = "Serhyi Dovhan"
party = "kestoria"
roles = [{ title = "deputy defence minister" }]
[[place]]
name = "Salt Islands"
[[place]]
name = "Skerrow"
kind = "island"
[[place]]
name = "Great Salter"
kind = "island"
[[place]]
name = "Tarnholm"
kind = "island"
[[organisation]]
name = "Harbour Wire"
kind = "media"
"#;

/// Reads a text of the invented process, published on Wednesday, 12 March 2031.
pub fn read_talks(text: &str) -> Reading {
    read(text, Some(&codebook(TALKS)), Some("2031-03-12"))
}
