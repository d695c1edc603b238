//! Support against undermine on the development part of Perspectrum 1.0 (Chen et al. 2019): a claim
//! and the first phrasing of each of its perspectives.

use std::collections::BTreeMap;
use std::path::Path;

use rapporteur_models::{attribution, stance};
use rapporteur_stance::PairReader;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::compare::share;
use super::key;
use crate::{Failure, shared};

#[derive(Debug, Deserialize)]
struct Claim {
    #[serde(rename = "cId")]
    id: u32,
    text: String,
    perspectives: Vec<Perspective>,
}

#[derive(Debug, Deserialize)]
struct Perspective {
    /// Its phrasings, by number.
    pids: Vec<u32>,
    #[serde(rename = "stance_label_3")]
    side: String,
}

#[derive(Debug, Deserialize)]
struct Phrasing {
    #[serde(rename = "pId")]
    id: u32,
    text: String,
}

/// Prints the share of perspectives whose side is told right by the shipped weights.
///
/// # Errors
///
/// A [`Failure`] where a file cannot be read.
pub(super) fn perspectrum() -> Result<(), Failure> {
    let Some(folder) = shared("corpora/perspectrum") else {
        println!("skipped: perspectrum is not beside this workspace");
        return Ok(());
    };
    let parts: BTreeMap<String, String> = read(&folder, "dataset_split_v1.0.json")?;
    let claims: Vec<Claim> = read(&folder, "perspectrum_with_answers_v1.0.json")?;
    let pool: Vec<Phrasing> = read(&folder, "perspective_pool_v1.0.json")?;
    let pool: BTreeMap<u32, String> = (pool.into_iter())
        .map(|phrasing| (phrasing.id, phrasing.text))
        .collect();
    let reader = PairReader::parse(
        stance::WEIGHTS,
        attribution::WEIGHTS,
        attribution::VOCABULARY,
    )
    .map_err(|error| Failure::Task(error.to_string()))?;
    let (mut pairs, mut right, mut supports) = (0, 0, 0);
    for claim in &claims {
        if parts
            .get(&claim.id.to_string())
            .is_none_or(|part| part != "dev")
        {
            continue;
        }
        let proposition = reader.prepare(&claim.text);
        for perspective in &claim.perspectives {
            let support = match perspective.side.as_str() {
                "SUPPORT" => true,
                "UNDERMINE" => false,
                _ => continue,
            };
            let text = perspective.pids.first().and_then(|id| pool.get(id));
            let statement = reader.prepare_statement(text.map_or("", String::as_str));
            let [_, against, _, towards] = reader.read(&statement, &proposition).probabilities;
            pairs += 1;
            supports += usize::from(support);
            right += usize::from((towards > against) == support);
        }
    }
    println!(
        "perspectrum dev: {pairs} pairs, {right} right   accuracy {:.3}   majority {:.3}",
        share(right, pairs),
        share(supports.max(pairs - supports), pairs)
    );
    Ok(())
}

fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, Failure> {
    key::read(&folder.join(name))
}
