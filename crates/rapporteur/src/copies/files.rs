//! Copies among files, without a record.

use rapporteur_copies::{Copies, Fingerprint};
use rayon::prelude::*;

use super::gathered::{Gathered, Known, Pair};
use super::page::CopyPage;
use crate::engine::{fetch, fingerprint, identity};
use crate::intake::{Failure, Inputs, RawItem};

/// Looks for copies among articles that are not read otherwise; `failed` is told what could not be
/// taken in.
///
/// Articles have the numbers of their places among those that were taken in, from 1.
pub fn copies_among(mut inputs: Inputs, mut failed: impl FnMut(&Failure)) -> CopyPage {
    let mut copies = Copies::default();
    let mut gathered = Gathered::default();
    loop {
        let batch = fetch(&mut inputs);
        if batch.is_empty() {
            break;
        }
        let taken: Vec<_> = batch
            .into_par_iter()
            .map(|raw| raw.and_then(RawItem::open).map(known))
            .collect();
        for taken in taken {
            match taken {
                Ok((mut known, print)) => {
                    known.number = number(gathered.articles.len());
                    let alike = copies.add(print);
                    gathered.pairs.extend(alike.iter().filter_map(|copy| {
                        Pair::of(number(copy.article), known.number, &copy.likeness)
                    }));
                    gathered.articles.push(known);
                }
                Err(failure) => failed(&failure),
            }
        }
    }
    for undecided in gathered.undecided() {
        let place = usize::try_from(undecided - 1).ok();
        if let Some(print) = place.and_then(|place| copies.get(place)) {
            gathered.prints.insert(undecided, print.clone());
        }
    }
    let articles = gathered.articles.len() as u64;
    CopyPage::of(&gathered, articles)
}

/// The number of the article at a place.
fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX - 1) + 1
}

fn known(item: crate::intake::Item) -> (Known, Fingerprint) {
    let metadata = &item.article.metadata;
    let (print, told) = fingerprint(&item.article.text, metadata.language.as_deref());
    let known = Known {
        number: 0,
        publisher: metadata.publisher.clone(),
        title: metadata.title.clone(),
        file: Some(item.place()),
        published: metadata.published.edtf.clone().or(told),
        characters: item.article.text.chars().count() as u64,
        id: identity(&item.article).0,
    };
    (known, print)
}
