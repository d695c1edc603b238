//! Names compared: the word lists, made ready when the first two are.

mod score;

use std::sync::LazyLock;

use rapporteur_models::names;
use rapporteur_names::{NameData, NameResources};

pub use score::{ScoredPair, ScoredPairs, score_pairs};

/// The word lists for comparing names.
pub(crate) static NAMES: LazyLock<NameResources> = LazyLock::new(|| {
    NameResources::parse(&NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    })
});
