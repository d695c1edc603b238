//! The list of parties, people, issues and propositions of one process.

use serde::{Deserialize, Serialize};

use crate::Edtf;

/// What an analyst knows about one process before reading: who is at the table and what is
/// disputed. Everything in it is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// The process itself.
    pub process: Process,
    /// The parties.
    pub parties: Vec<Party>,
    /// The people.
    pub people: Vec<Person>,
    /// The places.
    pub places: Vec<Place>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The issues, each with its propositions.
    pub issues: Vec<Issue>,
}

/// The process that a codebook describes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// A short name for files and addresses.
    pub id: Option<String>,
    /// The name to show.
    pub name: Option<String>,
}

/// A party to the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What it is in the process.
    pub role: PartyRole,
    /// Other names for it, among them capitals and seats of government.
    pub aliases: Vec<String>,
}

/// What a party is in the process.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// One of those who negotiate.
    #[default]
    Side,
    /// Brings the sides together.
    Mediator,
    /// Has a stake or a voice.
    ThirdParty,
    /// Reports.
    Media,
    /// Civil society.
    Society,
}

/// A person with the offices held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person's id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// The id of the party the person speaks for.
    pub party: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The offices, dated.
    pub roles: Vec<Role>,
}

/// An office that a person holds or held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The title, such as "foreign minister".
    pub title: String,
    /// The first day, as far as known.
    pub from: Option<Edtf>,
    /// The last day, as far as known.
    pub to: Option<Edtf>,
}

/// A place that matters to the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name to show.
    pub name: String,
    /// What it is, such as `region` or `city`.
    pub kind: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// An organisation that matters to the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The name to show.
    pub name: String,
    /// What it is, such as `media`.
    pub kind: Option<String>,
    /// The id of the party it belongs to.
    pub party: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// A topic of dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Codes of the PA-X peace agreements database for this topic.
    pub pax: Vec<String>,
    /// The sentences one can be for or against.
    pub propositions: Vec<Proposition>,
}

/// A sentence that one can be for or against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposition {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Phrasings of people who are for it.
    #[serde(rename = "for")]
    pub in_favour: Vec<String>,
    /// Phrasings of people who are against it.
    pub against: Vec<String>,
}
