//! Who waits for whom in the example, measured against its key: with the key's own preconditions and
//! positions, which measures record and engine alone, and with those that the program reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rapporteur::{ArticleQuery, DeadlockView, DeadlocksQuery, DeadlocksView, Record, WaitView};
use serde::Deserialize;

use super::compare::{f1, share};
use super::moves::{gold, own};
use super::{articles, key, table};
use crate::{Failure, root};

const HEAD: [&str; 6] = ["set", "kind", "holder", "wanted", "condition", "outcome"];

/// `deadlocks.json`.
#[derive(Debug, Deserialize)]
struct Key {
    deadlocks: Vec<KeyDeadlock>,
    chains: Vec<KeyWait>,
    others: Vec<KeyWait>,
}

#[derive(Debug, Deserialize)]
struct KeyDeadlock {
    cycle: Vec<KeyWait>,
    complete_from: String,
}

/// A party that waits; its condition is null where it is no proposition.
#[derive(Debug, Deserialize)]
struct KeyWait {
    holder: String,
    wanted: String,
    condition: Option<String>,
}

/// What is compared of a wait: holder, wanted, condition. What is no proposition is empty.
type Case = [String; 3];

/// Measures deadlocks and the waits they are made of, and writes the table.
pub(crate) fn deadlocks(show: bool) -> Result<(), Failure> {
    let path = root().join("example/key/deadlocks.json");
    let key: Key = key::read(&path)?;
    let place = articles::example();
    let folder = std::env::temp_dir().join(format!("rapporteur-deadlocks-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, error))?;
    let outcome = measure(&place, &folder, &key, show);
    std::fs::remove_dir_all(&folder).map_err(|error| Failure::io(&folder, error))?;
    table::write("deadlocks.csv", &HEAD, &["gold", "own"], outcome?)
}

fn measure(
    place: &articles::Example,
    folder: &Path,
    key: &Key,
    show: bool,
) -> Result<Vec<Vec<String>>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io(folder, error))?;
    let mut rows = Vec::new();
    for set in ["gold", "own"] {
        let file = folder.join(format!("{set}.rapporteur"));
        let (view, files) = runtime.block_on(async {
            if set == "gold" {
                gold::record(place, &file).await?;
            } else {
                own(place, &file).await?;
            }
            found(&file).await
        })?;
        rows.extend(judged(set, key, &view, &files, show));
    }
    Ok(rows)
}

/// Asks the record; returns also the file of each article.
async fn found(file: &Path) -> Result<(DeadlocksView, BTreeMap<i64, String>), Failure> {
    let failed = |error: rapporteur::Error| Failure::Task(error.to_string());
    let record = Record::open(file).await.map_err(failed)?;
    let query = DeadlocksQuery {
        statements: 1,
        ..DeadlocksQuery::default()
    };
    let view = record.deadlocks(&query).await.map_err(failed)?;
    let page = record.articles(&ArticleQuery::default()).await;
    let page = page.map_err(failed)?;
    record.close().await;
    let files = page.articles.into_iter().filter_map(|article| {
        let file = article.file?;
        let name = Path::new(&file).file_name()?.to_str()?.to_owned();
        Some((article.number, name))
    });
    Ok((view, files.collect()))
}

/// Compares what was found with the key, prints the figures, and returns a row per case.
fn judged(
    set: &str,
    key: &Key,
    view: &DeadlocksView,
    files: &BTreeMap<i64, String>,
    show: bool,
) -> Vec<Vec<String>> {
    let cycles = key.deadlocks.iter().flat_map(|deadlock| &deadlock.cycle);
    let expected: BTreeSet<Case> = cycles
        .chain(&key.chains)
        .chain(&key.others)
        .map(KeyWait::case)
        .collect();
    let all = view.deadlocks.iter().chain(&view.dissolved);
    let locked = all.flat_map(|deadlock| deadlock.steps.iter().flatten());
    let chained = view.chains.iter().flat_map(|chain| &chain.waits);
    let read: BTreeSet<Case> = locked.chain(chained).map(case).collect();
    let right = read.intersection(&expected).count();
    println!(
        "{set} preconditions: {} waits in the key, {} found, {right} right\n  precision {:.3}   recall {:.3}   F1 {:.3}",
        expected.len(),
        read.len(),
        share(right, read.len()),
        share(right, expected.len()),
        f1(right, expected.len(), read.len()),
    );
    let ring = |cases: Vec<Case>| cases.into_iter().collect::<BTreeSet<Case>>();
    let known: BTreeMap<BTreeSet<Case>, &str> = key
        .deadlocks
        .iter()
        .map(|deadlock| {
            let cycle = deadlock.cycle.iter().map(KeyWait::case).collect();
            (ring(cycle), deadlock.complete_from.as_str())
        })
        .collect();
    let rings: BTreeMap<BTreeSet<Case>, &DeadlockView> = view
        .deadlocks
        .iter()
        .map(|deadlock| {
            (
                ring(deadlock.steps.iter().flatten().map(case).collect()),
                deadlock,
            )
        })
        .collect();
    let met = known.keys().filter(|cases| rings.contains_key(*cases));
    let dated = known.iter().filter(|(cases, from)| {
        let article = rings.get(*cases).and_then(|found| found.completed_by);
        article
            .and_then(|article| files.get(&article))
            .map(String::as_str)
            == Some(**from)
    });
    println!(
        "  deadlocks: {} in the key, {} of them found, {} complete from the right article, {} spurious\n  openings: {}, dissolved: {}",
        known.len(),
        met.count(),
        dated.count(),
        rings
            .keys()
            .filter(|cases| !known.contains_key(*cases))
            .count(),
        view.openings.len(),
        view.dissolved.len(),
    );
    let row = |kind: &str, case: &Case, outcome: &str| {
        let cells = [set.to_owned(), kind.to_owned()]
            .into_iter()
            .chain(case.iter().cloned());
        cells.chain([outcome.to_owned()]).collect::<Vec<String>>()
    };
    let outcome = |expected: bool, read: bool| match (expected, read) {
        (true, true) => "found",
        (true, false) => "missed",
        _ => "spurious",
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for case in expected.union(&read) {
        let outcome = outcome(expected.contains(case), read.contains(case));
        rows.push(row("wait", case, outcome));
    }
    for cases in known.keys().chain(rings.keys()).collect::<BTreeSet<_>>() {
        let outcome = outcome(known.contains_key(cases), rings.contains_key(cases));
        rows.extend(cases.iter().map(|case| row("deadlock", case, outcome)));
    }
    if show {
        for row in rows
            .iter()
            .filter(|row| row.last().is_none_or(|word| word != "found"))
        {
            println!("  {}", row.join(" "));
        }
        for opening in &view.openings {
            let case = case(&opening.wait).join(" ");
            println!("  opening {case}: {} said yes", opening.party.id);
        }
    }
    rows
}

fn case(wait: &WaitView) -> Case {
    [
        wait.holder.as_ref().map(|holder| holder.id.clone()),
        wait.wanted.as_ref().map(|wanted| wanted.id.clone()),
        wait.condition
            .as_ref()
            .map(|condition| condition.id.clone()),
    ]
    .map(Option::unwrap_or_default)
}

impl KeyWait {
    fn case(&self) -> Case {
        let condition = self.condition.clone().unwrap_or_default();
        [self.holder.clone(), self.wanted.clone(), condition]
    }
}
