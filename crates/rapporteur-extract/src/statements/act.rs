//! What a statement does and whether it was uttered: the cue says, and for a plain "said" the words
//! themselves.
//!
//! Nothing here asks how the attribution was found: source, cue and content are taken as spans.

mod clause;
mod cue;
mod happened;
mod side;

#[cfg(test)]
mod tests;

use std::ops::Range;

use rapporteur_core::{Act, Basis, EntityType};

use crate::attributions::Source;
use crate::names::Names;
use crate::resources::VerbForm;
use crate::words::Words;
pub(crate) use clause::{Unit, Units};
use cue::Sense;

/// An attribution and what is known of its speaker.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) names: &'a Names,
    pub(super) source: Option<&'a Source>,
    pub(super) cue: &'a Range<usize>,
    pub(super) content: &'a [Range<usize>],
    /// The speaker, as an index into [`Names::drafts`].
    pub(super) draft: Option<usize>,
    /// The party spoken for.
    pub(super) party: Option<&'a str>,
}

/// Returns what a statement does, whether an utterance is reported, and the words that decided the
/// first; no words where nothing in the text asked for more than a plain statement.
pub(super) fn decide(scene: Scene<'_>) -> (Act, Basis, Range<usize>) {
    let sense = cue::read(scene);
    let (act, decided) = act(scene, &sense);
    (act, basis(scene, &sense, act), decided)
}

fn act(scene: Scene<'_>, sense: &Sense) -> (Act, Range<usize>) {
    let rules = &scene.words.resources.acts;
    if sense.negated {
        let act = sense
            .when_negated
            .unwrap_or_else(|| rules.negated(sense.act));
        return (act, sense.words.clone());
    }
    if sense.act != Act::State || sense.settled {
        return (sense.act, sense.words.clone());
    }
    let units = Units::new(scene.words, scene.content);
    if sense.takes_noun
        && let Some(noun) = cue::noun_of_content(scene, &units)
    {
        return noun;
    }
    if let Some(told) = happened::nested(scene, &units) {
        return told;
    }
    if let Some((act, found)) = units.first_rule(scene, sense, rules) {
        return (act, found);
    }
    if let Some(told) = happened::told(scene, sense, &units) {
        return (Act::Report, told);
    }
    (Act::State, 0..0)
}

/// What somebody would not say was not uttered, and what a state "demands" or "rejects" in the
/// present tense is where it stands, not something it said one day.
fn basis(scene: Scene<'_>, sense: &Sense, act: Act) -> Basis {
    let standing = matches!(sense.form, Some(VerbForm::Base | VerbForm::Third))
        && !sense.auxiliary
        && matches!(act, Act::Demand | Act::Reject | Act::Accept | Act::Offer)
        && sense.act != Act::State
        && scene.speaks_as_party();
    let insists = sense.act == Act::State
        && act == Act::Demand
        && sense.form == Some(VerbForm::Third)
        && sense.insists
        && scene.speaks_as_party();
    let unsaid = sense.negated && sense.act == Act::State;
    if standing || insists || unsaid {
        return Basis::Attitude;
    }
    sense.basis
}

impl Scene<'_> {
    fn kind(&self) -> Option<EntityType> {
        Some(self.names.draft(self.draft?)?.kind)
    }

    /// Says whether a state speaks, and not a person or an office.
    fn speaks_as_party(&self) -> bool {
        self.kind() == Some(EntityType::Party)
    }
}
