//! Groups as bytes, so that they need not be worked out again.

use rapporteur_models::names;
use serde::{Deserialize, Serialize};

use super::decided::Verdicts;
use super::group::{Group, Groups};
use super::likeness::Likeness;
use super::part::Part;
use crate::engine::hash;

/// Another number makes every record group its names anew: to be raised with whatever changes how.
const RULES: u32 = 2;

/// Groups with what they were made by.
#[derive(Serialize, Deserialize)]
struct Kept<P, G, O, V, A> {
    engine: String,
    lists: String,
    rules: u32,
    parts: P,
    groups: G,
    group_of: O,
    verdicts: V,
    alike: A,
}

type Restored = Kept<Vec<Part>, Vec<Group>, Vec<usize>, Verdicts, Vec<(usize, usize, Likeness)>>;

/// The hash of the word lists.
fn lists() -> String {
    let lists = [
        names::WORDS,
        names::GIVEN,
        names::FORMS,
        names::CONFUSIONS,
        names::WEIGHTS,
    ];
    hash(lists.concat().as_bytes())
}

impl Groups {
    /// Returns the bytes to keep.
    pub(crate) fn kept(&self) -> Option<Vec<u8>> {
        let kept = Kept {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            lists: lists(),
            rules: RULES,
            parts: &self.parts,
            groups: &self.groups,
            group_of: &self.group_of,
            verdicts: &self.verdicts,
            alike: &self.alike,
        };
        postcard::to_stdvec(&kept).ok()
    }

    /// Restores groups; `None` where another engine grouped.
    pub(crate) fn restored(bytes: &[u8]) -> Option<Self> {
        let kept: Restored = postcard::from_bytes(bytes).ok()?;
        let mine = kept.engine == env!("CARGO_PKG_VERSION")
            && kept.lists == lists()
            && kept.rules == RULES;
        mine.then(|| {
            let by_naming = Self::by_naming(&kept.parts);
            Self {
                parts: kept.parts,
                groups: kept.groups,
                group_of: kept.group_of,
                verdicts: kept.verdicts,
                alike: kept.alike,
                by_naming,
            }
        })
    }
}
