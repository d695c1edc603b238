//! What kind of meeting it is: one of leaders, or of those who negotiate for them.

use rapporteur_core::EntityType;

use super::super::super::Scene;
use super::super::super::participants::Part;
use crate::resources::WordClass;

/// Settles what kind of meeting it is by those who meet: leaders, or the two sides of a negotiation.
pub(in crate::events::trigger) fn meeting(
    scene: Scene<'_>,
    mut around: impl Iterator<Item = usize>,
    parts: &[Part],
) -> Option<String> {
    let words = scene.words;
    let rules = &words.resources.events;
    let people = parts.iter().filter_map(|part| part.draft).filter(|draft| {
        scene
            .names
            .draft(*draft)
            .is_some_and(|draft| draft.kind == EntityType::Person)
    });
    let leaders = people.filter(|draft| leads(scene, *draft)).count();
    let around: Vec<usize> = around.by_ref().collect();
    let class = |class: WordClass| {
        around.iter().any(|at| {
            words
                .get(*at)
                .is_some_and(|word| rules.is(&word.lower, class))
        })
    };
    let prime = around
        .iter()
        .any(|at| words.is(*at, "prime") && words.is(*at + 1, "minister"));
    if class(WordClass::Leaders) || leaders > 0 || prime {
        return Some("leaders-meeting".to_owned());
    }
    let mut parties: Vec<&String> = parts
        .iter()
        .filter_map(|part| part.party.as_ref())
        .collect();
    parties.sort();
    parties.dedup();
    (parties.len() > 1 || class(WordClass::Delegations) || parts.is_empty())
        .then(|| "round-of-talks".to_owned())
}

/// Says whether the article or the codebook gives a person the office of a leader.
fn leads(scene: Scene<'_>, draft: usize) -> bool {
    let rules = &scene.words.resources.events;
    let told = scene.names.draft(draft).is_some_and(|draft| {
        draft.roles.iter().any(|role| {
            role.key
                .iter()
                .any(|word| rules.is(word, WordClass::Leaders))
        })
    });
    let Some(known) = scene.names.draft(draft) else {
        return false;
    };
    let listed = scene.lookup.index.is_some_and(|index| {
        index.titles.iter().any(|title| {
            index
                .owners
                .get(title.owner)
                .is_some_and(|owner| owner.name == known.name)
                && title
                    .key
                    .iter()
                    .any(|word| rules.is(word, WordClass::Leaders) || word == "prime")
        })
    });
    told || listed
}
