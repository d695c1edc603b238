//! Networks of the positions on record.

mod events;
mod labels;

use rapporteur_core::Codebook;
use rapporteur_record::{Snapshot, TakenRow};

use self::labels::{labels, proposition_labels};
use super::search::{Searching, StatementQuery};
use super::{Record, who};
use crate::entities::Groups;
use crate::error::{Error, ErrorKind};
use crate::network::{NetworkOptions, NetworkView, Stated, network};

pub use events::NetworkEvent;

/// Who the actors of a network are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NetworkActors {
    /// The parties.
    #[default]
    Parties,
    /// The people and organisations that speak.
    People,
}

/// The positions on record, as a network needs them, and where each stands.
struct Taken {
    rows: Vec<TakenRow>,
    stated: Vec<Stated>,
}

impl Record {
    /// Draws the network of the positions on record.
    ///
    /// # Errors
    ///
    /// Where the type of network takes no such normalisation, or the record cannot be read.
    pub async fn network(
        &self,
        actors: NetworkActors,
        options: &NetworkOptions,
    ) -> Result<NetworkView, Error> {
        if !options.network.takes(options.normalisation) {
            return Err(Error::new(
                ErrorKind::Input,
                "such a network takes no such normalisation",
            )
            .with_hint(
                "actors and propositions take activity or prominence; congruence, conflict and \
                 subtract take average, jaccard or cosine",
            ));
        }
        let mut snapshot = self.store.snapshot().await?;
        let state = snapshot.state().await?;
        let asked = (actors, options.clone());
        let work = async {
            let in_force = self.in_force(&mut snapshot).await?;
            let codebook = in_force.codebook();
            let groups = who::groups(self, &mut snapshot).await?;
            let taken = taken(&mut snapshot, actors, &groups).await?;
            Ok(drawn(actors, &taken, codebook, &groups, options))
        };
        let networks = &self.cache.networks;
        let view = networks.get(state.written, &asked, work).await?;
        Ok(NetworkView::clone(&view))
    }

    /// Draws the network of parties and propositions from the statements that a query finds, without
    /// its limit and offset. Where it asks for an issue or a stance, other positions of these
    /// statements are left out.
    ///
    /// # Errors
    ///
    /// Where no such issue is known, or the record cannot be read.
    pub async fn network_of(&self, query: &StatementQuery) -> Result<NetworkView, Error> {
        let Searching {
            mut snapshot,
            groups,
            in_force,
            filter,
        } = Searching::begin(self, query).await?;
        let actors = NetworkActors::Parties;
        let rows = snapshot.taken_positions_of(&filter).await?;
        let taken = Taken::of(rows, actors, &groups);
        let options = NetworkOptions::default();
        Ok(drawn(
            actors,
            &taken,
            in_force.codebook(),
            &groups,
            &options,
        ))
    }
}

fn drawn(
    actors: NetworkActors,
    taken: &Taken,
    codebook: Option<&Codebook>,
    groups: &Groups,
    options: &NetworkOptions,
) -> NetworkView {
    let mut labels = labels(actors, taken, codebook, groups);
    labels.propositions = proposition_labels(codebook);
    network(&taken.stated, &labels, options)
}

/// Lists the positions of those who are actors.
///
/// What a copy of an article, or another telling of the same utterance, repeats is not among them:
/// the record marks it, and what is left stands in one article each.
async fn taken(
    snapshot: &mut Snapshot,
    actors: NetworkActors,
    groups: &Groups,
) -> Result<Taken, Error> {
    let rows = snapshot.taken_positions().await?;
    Ok(Taken::of(rows, actors, groups))
}

impl Taken {
    fn of(rows: Vec<TakenRow>, actors: NetworkActors, groups: &Groups) -> Self {
        let mut taken = Self {
            rows: Vec::new(),
            stated: Vec::new(),
        };
        for row in rows {
            let actor = match actors {
                NetworkActors::Parties => row.party.clone(),
                NetworkActors::People => person(&row, groups),
            };
            let Some(actor) = actor else { continue };
            taken.stated.push(Stated {
                actor,
                proposition: row.proposition.clone(),
                stance: row.stance,
                day: row.day.as_deref().and_then(|day| day.parse().ok()),
                document: row.article.0,
            });
            taken.rows.push(row);
        }
        taken
    }
}

/// The id of who speaks among the names of the record; parties that speak as such are nobody.
fn person(row: &TakenRow, groups: &Groups) -> Option<String> {
    let place = groups.bearer(row.naming?, row.article)?;
    let group = groups.get(place)?;
    (!labels::is_party(group)).then(|| group.id.clone())
}

/// The name that a codebook has for the part of a party.
fn role(codebook: Option<&Codebook>, party: &str) -> Option<String> {
    let mut parties = codebook?.parties.iter();
    let party = parties.find(|known| known.id == party)?;
    let label = serde_json::to_value(party.role).ok()?;
    label.as_str().map(str::to_owned)
}
