//! Deciding which names are one.

use std::collections::BTreeSet;

use rapporteur_record::{ArticleNumber, NameDecision, NameVerdict, Named, Snapshot};
use serde::{Deserialize, Serialize};

use super::super::{Clerk, Record, log::OperationView, who};
use super::list::{NameRef, appearances};
use super::sought;
use crate::entities::{Group, Groups};
use crate::error::{Error, ErrorKind};

/// What somebody says of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They are one, and the first is the name to show.
    Merge,
    /// They are one.
    Same,
    /// They are not one.
    Different,
    /// Nobody can tell.
    Unsure,
}

/// What a decision about names did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DecidedNames {
    /// The operation, for `undo`.
    pub operation: OperationView,
    /// The entities that the names belong to now.
    pub entities: Vec<NameRef>,
}

/// What is to be decided.
pub(super) struct Draft {
    pub(super) decisions: Vec<NameDecision>,
    /// What the log will say.
    pub(super) summary: String,
}

/// Two entities as somebody named them: with the parts that were named.
struct Pair<'a> {
    one: (&'a Group, Vec<usize>),
    other: (&'a Group, Vec<usize>),
}

impl Record {
    /// Decides about two names, each given as an id or a name.
    ///
    /// # Errors
    ///
    /// Where no name or several fit, where the codebook keeps apart what is to be one, or an earlier
    /// decision about other names of theirs does, or the record cannot be written.
    pub async fn decide_names(
        &self,
        verdict: Verdict,
        one: &str,
        other: &str,
        clerk: &Clerk,
    ) -> Result<DecidedNames, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let draft = Draft::on_two(&groups, verdict, one, other)?;
        drop(snapshot);
        self.decide(draft, clerk).await
    }

    /// Takes something out of an entity: what has one of these spellings, or stands in one of these
    /// articles; without either, every name of it apart.
    ///
    /// # Errors
    ///
    /// Where no name or several fit, where there is nothing to take out, or nothing would be left,
    /// or the record cannot be written.
    pub async fn split_name(
        &self,
        typed: &str,
        out: &[String],
        clerk: &Clerk,
    ) -> Result<DecidedNames, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let draft = Draft::taking_out(&mut snapshot, &groups, typed, out).await?;
        drop(snapshot);
        self.decide(draft, clerk).await
    }

    async fn decide(&self, draft: Draft, clerk: &Clerk) -> Result<DecidedNames, Error> {
        let stamp = clerk.stamp(draft.summary.clone());
        let operation = self.store.decide_names(stamp, &draft.decisions).await?;
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let entities = draft.touched(&groups);
        Ok(DecidedNames {
            operation: operation.into(),
            entities: entities.into_iter().map(NameRef::new).collect(),
        })
    }
}

impl Draft {
    /// Says of two names whether they are one.
    pub(super) fn on_two(
        groups: &Groups,
        verdict: Verdict,
        one: &str,
        other: &str,
    ) -> Result<Self, Error> {
        let pair = Pair {
            one: sought(groups, one)?,
            other: sought(groups, other)?,
        };
        if pair.one.1 == pair.other.1 {
            let message = format!("{one:?} and {other:?} are the same name");
            return Err(Error::new(ErrorKind::Input, message).with_hint("name two"));
        }
        let (decision, word) = match verdict {
            Verdict::Merge => (pair.joined(groups, true)?, "merge"),
            Verdict::Same => (pair.joined(groups, false)?, "same"),
            Verdict::Different => (pair.parted(groups), "different"),
            Verdict::Unsure => (pair.open(groups)?, "unsure"),
        };
        Ok(Self {
            decisions: vec![decision],
            summary: format!("{word}: {}", pair.summary(groups)),
        })
    }

    /// Takes spellings or articles out of an entity.
    pub(super) async fn taking_out(
        snapshot: &mut Snapshot,
        groups: &Groups,
        typed: &str,
        out: &[String],
    ) -> Result<Self, Error> {
        let (group, _) = sought(groups, typed)?;
        let decisions = if out.is_empty() {
            every_name_apart(groups, group)?
        } else {
            taken_out(snapshot, groups, group, out).await?
        };
        let what = if out.is_empty() {
            "every name apart".to_owned()
        } else {
            out.join(", ")
        };
        Ok(Self {
            decisions,
            summary: format!("split: {}: {what}", group.name),
        })
    }

    /// Lists the entities that the names belong to, those mentioned most first.
    pub(super) fn touched<'g>(&self, groups: &'g Groups) -> Vec<&'g Group> {
        let sides = |decision: &NameDecision| [decision.one.clone(), decision.other.clone()];
        let touched: BTreeSet<Named> = self.decisions.iter().flat_map(sides).flatten().collect();
        let mut entities: Vec<&Group> = groups.all().iter().collect();
        entities.retain(|group| {
            let mut names = groups.parts_of(group).map(|part| part.named());
            names.any(|named| touched.contains(&named))
        });
        entities.sort_by_key(|group| std::cmp::Reverse(group.mentions));
        entities
    }
}

impl Pair<'_> {
    fn joined(&self, groups: &Groups, named: bool) -> Result<NameDecision, Error> {
        let ((one, first), (other, second)) = (&self.one, &self.other);
        if let (Some(ours), Some(theirs)) = (&one.codebook, &other.codebook)
            && ours != theirs
        {
            let message = format!(
                "the codebook tells {} ({ours}) from {} ({theirs})",
                one.name, other.name
            );
            return Err(Error::new(ErrorKind::Refused, message)
                .with_hint("mend the codebook, then `rapporteur reread --codebook FILE.toml`"));
        }
        let indirect = groups
            .parted(one, other)
            .into_iter()
            .find(|(ours, theirs)| !(first.contains(ours) && second.contains(theirs)));
        if let Some((ours, theirs)) = indirect {
            return Err(in_the_way(groups, ours, theirs));
        }
        Ok(NameDecision {
            verdict: NameVerdict::Same,
            name: named.then(|| self.shown(groups)),
            one: all(groups, one),
            other: all(groups, other),
        })
    }

    /// The name to show from now on: of the entity that was named first, or of the part, where both
    /// are one entity already.
    fn shown(&self, groups: &Groups) -> String {
        let (one, first) = &self.one;
        let part = first.first().and_then(|place| groups.part(*place));
        if one.id == self.other.0.id {
            part.map_or_else(|| one.name.clone(), |part| part.name().to_owned())
        } else {
            one.name.clone()
        }
    }

    fn parted(&self, groups: &Groups) -> NameDecision {
        let ((one, first), (other, second)) = (&self.one, &self.other);
        let together = one.id == other.id;
        let side = |group: &Group, parts: &[usize]| {
            if together {
                names(groups, parts)
            } else {
                all(groups, group)
            }
        };
        NameDecision {
            verdict: NameVerdict::Different,
            name: None,
            one: side(one, first),
            other: side(other, second),
        }
    }

    fn open(&self, groups: &Groups) -> Result<NameDecision, Error> {
        let ((one, _), (other, _)) = (&self.one, &self.other);
        if one.id == other.id {
            let message = format!("both are {} ({}) now", one.name, one.id);
            return Err(Error::new(ErrorKind::Refused, message).with_hint(format!(
                "take them apart first: `rapporteur names split {}`",
                one.id
            )));
        }
        Ok(NameDecision {
            verdict: NameVerdict::Unsure,
            name: None,
            one: all(groups, one),
            other: all(groups, other),
        })
    }

    fn summary(&self, groups: &Groups) -> String {
        let together = self.one.0.id == self.other.0.id;
        let name = |(group, parts): &(&Group, Vec<usize>)| {
            let part = parts.first().and_then(|place| groups.part(*place));
            match part {
                Some(part) if together => part.name().to_owned(),
                _ => group.name.clone(),
            }
        };
        format!("{}, {}", name(&self.one), name(&self.other))
    }
}

fn in_the_way(groups: &Groups, one: usize, other: usize) -> Error {
    let name = |place| groups.part(place).map_or("", |part| part.name());
    let (ours, theirs) = (name(one), name(other));
    let operation = groups.decided_by(one, other);
    let operation = operation
        .map(|number| number.to_string())
        .unwrap_or_default();
    let message = format!(
        "{ours} and {theirs} would become one, and operation {operation} decided that they are not"
    );
    Error::new(ErrorKind::Refused, message).with_hint(format!(
        "take that back with `rapporteur undo {operation}`, or merge those two first"
    ))
}

fn all(groups: &Groups, group: &Group) -> Vec<Named> {
    groups.parts_of(group).map(|part| part.named()).collect()
}

fn names(groups: &Groups, parts: &[usize]) -> Vec<Named> {
    let parts = parts.iter().filter_map(|place| groups.part(*place));
    parts.map(|part| part.named()).collect()
}

/// Decides that no two names of an entity are one.
fn every_name_apart(groups: &Groups, group: &Group) -> Result<Vec<NameDecision>, Error> {
    let mut by_key: Vec<(String, Vec<Named>)> = Vec::new();
    for part in groups.parts_of(group) {
        let named = part.named();
        match by_key.iter_mut().find(|(key, _)| *key == part.key) {
            Some((_, names)) if !part.is_piece() => names.push(named),
            _ => by_key.push((part.key.clone(), vec![named])),
        }
    }
    if by_key.len() < 2 {
        let message = format!("all articles call {} by one name", group.name);
        return Err(Error::new(ErrorKind::Input, message).with_hint(format!(
            "name the articles in which it is another: `rapporteur names split {} ARTICLE`; \
             `rapporteur names show {}` lists them",
            group.id, group.id
        )));
    }
    let mut decisions = Vec::new();
    for (index, (_, one)) in by_key.iter().enumerate() {
        for (_, other) in by_key.iter().skip(index + 1) {
            decisions.push(apart(one.clone(), other.clone()));
        }
    }
    Ok(decisions)
}

fn apart(one: Vec<Named>, other: Vec<Named>) -> NameDecision {
    NameDecision {
        verdict: NameVerdict::Different,
        name: None,
        one,
        other,
    }
}

/// Decides that some spellings or articles of an entity are another, together.
async fn taken_out(
    snapshot: &mut Snapshot,
    groups: &Groups,
    group: &Group,
    out: &[String],
) -> Result<Vec<NameDecision>, Error> {
    let rows = appearances(snapshot, groups, group).await?;
    let mut taken: BTreeSet<Named> = BTreeSet::new();
    for typed in out {
        let named = match typed.parse::<i64>() {
            Ok(number) => {
                let article = ArticleNumber(number);
                let namings: Vec<_> = rows
                    .iter()
                    .filter(|row| row.article == article)
                    .map(|row| row.naming)
                    .collect();
                let there = groups.parts_of(group).filter(|part| {
                    let mut namings = namings.iter();
                    part.reach.holds(article) && namings.any(|one| part.namings.contains(one))
                });
                there
                    .map(|part| Named {
                        article: Some(article),
                        ..part.named()
                    })
                    .collect::<Vec<_>>()
            }
            Err(_) => groups.spelled(group, typed),
        };
        if named.is_empty() {
            return Err(not_taken(group, typed));
        }
        taken.extend(named);
    }
    let whole = |named: &Named| taken.contains(named);
    let left: Vec<Named> = all(groups, group)
        .into_iter()
        .filter(|named| !whole(named))
        .collect();
    let articles: BTreeSet<_> = taken.iter().filter_map(|named| named.article).collect();
    let stays = rows.iter().any(|row| {
        let part = groups
            .parts_of(group)
            .find(|part| part.namings.contains(&row.naming) && part.reach.holds(row.article));
        part.is_some_and(|part| !taken.contains(&part.named()) && !articles.contains(&row.article))
    });
    if left.is_empty() || !stays {
        let message = format!("nothing of {} would be left", group.name);
        return Err(
            Error::new(ErrorKind::Input, message).with_hint("name fewer spellings or articles")
        );
    }
    let taken: Vec<Named> = taken.into_iter().collect();
    let mut decisions = vec![apart(taken.clone(), left)];
    if let [first, rest @ ..] = taken.as_slice()
        && !rest.is_empty()
    {
        decisions.push(NameDecision {
            verdict: NameVerdict::Same,
            name: None,
            one: vec![first.clone()],
            other: rest.to_vec(),
        });
    }
    Ok(decisions)
}

fn not_taken(group: &Group, typed: &str) -> Error {
    let message = if typed.parse::<i64>().is_ok() {
        format!("article {typed} does not tell of {}", group.name)
    } else {
        format!("no article calls {} {typed:?} and nothing else", group.name)
    };
    let hint = format!(
        "`rapporteur names show {}` lists spellings and articles; name an article to take it out",
        group.id
    );
    Error::new(ErrorKind::Input, message).with_hint(hint)
}
