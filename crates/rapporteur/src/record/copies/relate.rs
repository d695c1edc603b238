//! Holding articles against those before them, as they come.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_copies::{Fingerprint, Likeness, candidates};
use rapporteur_record::{Alike, Bearer, Comparing, Print, Uncompared, VersionNumber};
use rayon::prelude::*;

use super::super::{Record, add::aside};
use crate::engine::fingerprint;
use crate::error::Error;

/// How many articles are compared in one transaction.
const BATCH: u32 = 128;

/// The record tells as many bearers of a sample as it takes to know that it is a common one.
const _: () = assert!(rapporteur_record::MOST_BEARERS == rapporteur_copies::MOST_BEARERS);

/// A version that is being compared.
struct Printed {
    version: VersionNumber,
    fingerprint: Fingerprint,
    samples: Vec<u32>,
}

impl Record {
    /// Compares what has not been compared yet: what was added just now, what an interrupted adding
    /// left, or everything on a record of an older version.
    pub(in crate::record) async fn relate(&self) -> Result<(), Error> {
        while let Some(comparing) = self.store.compare(BATCH).await? {
            compare(comparing).await?;
        }
        Ok(())
    }
}

async fn compare(mut comparing: Comparing) -> Result<(), Error> {
    let waiting = comparing.waiting().to_vec();
    let printed = aside(move || waiting.into_par_iter().map(printed).collect::<Vec<_>>()).await?;
    let prints: Vec<Print> = printed.iter().map(print).collect();
    comparing.enter(&prints).await?;
    let samples: BTreeSet<u32> = (printed.iter())
        .flat_map(|printed| printed.samples.iter().copied())
        .collect();
    let bearers = comparing.bearers(&samples).await?;
    let pairs: Vec<(usize, VersionNumber)> = (printed.iter().enumerate())
        .flat_map(|(place, printed)| {
            let before = before(printed, &bearers);
            before.into_iter().map(move |version| (place, version))
        })
        .collect();
    let versions: BTreeSet<VersionNumber> = pairs.iter().map(|(_, version)| *version).collect();
    let known = comparing.prints(&versions).await?;
    let alike = aside(move || {
        let alike = |(place, version): &(usize, VersionNumber)| {
            let first = Fingerprint::from_bytes(known.get(version)?);
            let second = printed.get(*place)?;
            alike(*version, &first, second)
        };
        pairs.par_iter().filter_map(alike).collect::<Vec<_>>()
    });
    comparing.keep(&alike.await?).await?;
    Ok(())
}

fn printed(waiting: Uncompared) -> Printed {
    let (fingerprint, _) = fingerprint(&waiting.text, waiting.language.as_deref());
    Printed {
        version: waiting.version,
        samples: fingerprint.samples(),
        fingerprint,
    }
}

fn print(printed: &Printed) -> Print {
    Print {
        version: printed.version,
        words: printed.fingerprint.to_bytes(),
        samples: printed.samples.clone(),
    }
}

/// Finds the earlier versions that are worth comparing.
fn before(printed: &Printed, bearers: &BTreeMap<u32, Vec<Bearer>>) -> BTreeSet<VersionNumber> {
    let earlier = |sample: &u32| -> Vec<(i64, u32)> {
        let bearers = bearers.get(sample).map_or(&[][..], Vec::as_slice);
        let earlier = bearers
            .iter()
            .filter(|bearer| bearer.version < printed.version);
        earlier
            .map(|bearer| (bearer.version.0, bearer.samples))
            .collect()
    };
    let lists: Vec<_> = printed.samples.iter().map(earlier).collect();
    candidates(&lists).into_iter().map(VersionNumber).collect()
}

fn alike(
    version: VersionNumber,
    first: &Fingerprint,
    second: &Printed,
) -> Option<Alike<VersionNumber>> {
    let likeness = Likeness::between(first, &second.fingerprint);
    Some(Alike {
        first: version,
        second: second.version,
        kind: likeness.kind()?.name().to_owned(),
        shared: likeness.shared,
        of_first: likeness.first,
        of_second: likeness.second,
        longest: likeness.longest,
    })
}
