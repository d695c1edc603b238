//! The project's word lists, for the tests of this crate.

use std::sync::LazyLock;

use rapporteur_models::names;

use crate::compare::{NameData, NameResources};

pub(crate) static LISTS: LazyLock<NameResources> = LazyLock::new(|| {
    let (lists, faults) = NameResources::parse_with_faults(&NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    });
    assert_eq!(faults, [], "every line of the lists can be read");
    lists
});
