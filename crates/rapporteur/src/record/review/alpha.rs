//! How far coders agree, on all propositions and on each.

use std::collections::BTreeMap;

use rapporteur_core::Stance;
use rapporteur_record::Judgement;
use serde::Serialize;

use super::settle::apart;
use crate::agreement::{Scale, alpha};
use crate::error::Error;
use crate::record::Record;
use crate::record::positions::PropositionRef;

/// How far coders agree about positions.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CodingView {
    /// Who has judged anything, by name.
    pub coders: Vec<String>,
    /// How many things somebody has judged.
    pub judged: u64,
    /// How many of them at least two have judged: the units that agreement is measured on.
    pub units: u64,
    /// Krippendorff's alpha of for, conditional, against and no position at all, each as different from
    /// the others; null where there is nothing to agree about.
    pub nominal: Option<f64>,
    /// The same with for, conditional and against in their order, and without those who see no position,
    /// which has no place in it.
    pub ordinal: Option<f64>,
    /// The same for each proposition, those with most units first.
    pub propositions: Vec<PropositionAlpha>,
}

/// How far coders agree about positions on one proposition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PropositionAlpha {
    /// The proposition.
    pub proposition: PropositionRef,
    /// How many things somebody has judged.
    pub judged: u64,
    /// How many of them at least two have judged.
    pub units: u64,
    /// As [`CodingView::nominal`].
    pub nominal: Option<f64>,
    /// As [`CodingView::ordinal`].
    pub ordinal: Option<f64>,
}

/// How many values there are: against, conditional, for and none.
const VALUES: usize = 4;

/// How many of them have an order.
const ORDERED: usize = 3;

impl Record {
    /// Measures how far coders agree, by what they judged apart from each other.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn coding(&self) -> Result<CodingView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let judgements = apart(&mut snapshot).await?;
        let authors = judgements.values().flatten().map(|one| one.author.clone());
        let mut coders: Vec<String> = authors.collect();
        coders.sort();
        coders.dedup();
        let mut units: BTreeMap<&str, Vec<Vec<usize>>> = BTreeMap::new();
        for (judged, judgements) in &judgements {
            let values = judgements.iter().map(place).collect();
            units.entry(&judged.proposition).or_default().push(values);
        }
        let all: Vec<Vec<usize>> = units.values().flatten().cloned().collect();
        let measures = Measures::of(&all);
        let mut propositions: Vec<PropositionAlpha> = units
            .iter()
            .map(|(id, units)| {
                let measures = Measures::of(units);
                PropositionAlpha {
                    proposition: PropositionRef::of(in_force.codebook(), id),
                    judged: units.len() as u64,
                    units: measures.units,
                    nominal: measures.nominal,
                    ordinal: measures.ordinal,
                }
            })
            .collect();
        propositions.sort_by_key(|one| std::cmp::Reverse(one.units));
        Ok(CodingView {
            coders,
            judged: all.len() as u64,
            units: measures.units,
            nominal: measures.nominal,
            ordinal: measures.ordinal,
            propositions,
        })
    }
}

/// The place of a judgement among the values.
fn place(judgement: &Judgement) -> usize {
    match judgement.stance() {
        Some(Stance::Against) => 0,
        Some(Stance::Conditional) => 1,
        Some(Stance::For) => 2,
        None => 3,
    }
}

struct Measures {
    units: u64,
    nominal: Option<f64>,
    ordinal: Option<f64>,
}

impl Measures {
    fn of(units: &[Vec<usize>]) -> Self {
        let ordered = |unit: &Vec<usize>| {
            let values = unit.iter().copied();
            values.filter(|value| *value < ORDERED).collect()
        };
        let ordered: Vec<Vec<usize>> = units.iter().map(ordered).collect();
        let thousandths = |value: f64| (value * 1000.0).round() / 1000.0;
        Self {
            units: units.iter().filter(|unit| unit.len() > 1).count() as u64,
            nominal: alpha(units, VALUES, Scale::Nominal).map(thousandths),
            ordinal: alpha(&ordered, ORDERED, Scale::Ordinal).map(thousandths),
        }
    }
}
