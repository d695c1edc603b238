//! The scorer by hand, and against the Python scorer that it follows.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::super::key::{self, Spans, Statements};
use super::brat;
use super::letters::Letters;
use super::measures::{Counts, Figures, Fit, Measure, total};
use super::reporting::ReportingWords;
use super::roles::{Attribution, Role};
use super::score::{Scored, score};
use crate::{root, shared};

const TEXT: &str =
    "Ilva Maren said “it must end.” Boll, he told us,\nleft. Reportedly it is calm.\n";

fn attribution(source: &[[usize; 2]], cue: &[[usize; 2]], content: &[[usize; 2]]) -> Attribution {
    Attribution {
        source: source.to_vec(),
        cue: cue.to_vec(),
        content: content.to_vec(),
    }
}

/// The attributions of [`TEXT`].
fn gold() -> Vec<Attribution> {
    vec![
        attribution(&[[0, 10]], &[[11, 15]], &[[16, 30]]),
        attribution(&[[37, 39]], &[[40, 47]], &[[31, 35], [49, 54]]),
        attribution(&[], &[[55, 65]], &[[66, 76]]),
    ]
}

fn scored(text: &str, gold: &[Attribution], predicted: &[Attribution], words: &str) -> Scored {
    let letters = Letters::new(text.chars().collect());
    let cleaned = |all: &[Attribution]| -> Vec<Attribution> {
        (all.iter().filter_map(|one| one.cleaned(&letters)))
            .filter(|one| !one.is_empty())
            .collect()
    };
    let reporting = ReportingWords::parse(words);
    score(&letters, &reporting, &cleaned(gold), &cleaned(predicted))
}

/// Holds `[right, predicted, gold]` of some measures.
fn check(predicted: &[Attribution], expected: &[(Measure, [usize; 3])]) {
    let figures = scored(TEXT, &gold(), predicted, "said told").figures;
    for (measure, [right, predicted, gold]) in expected {
        let counts = figures.get(measure).copied().unwrap_or_default();
        let found = [counts.right, counts.predicted, counts.gold];
        assert_eq!(found, [*right, *predicted, *gold], "{}", measure.name());
    }
}

#[test]
fn the_key_itself_is_all_right_in_any_order_and_cut_at_blanks() {
    let mut predicted = gold();
    predicted.reverse();
    predicted[2].source = vec![[5, 10], [0, 5]];
    predicted[1].content = vec![[48, 54], [31, 34], [34, 36]];
    predicted[1].content[2] = [34, 35];
    for (measure, counts) in scored(TEXT, &gold(), &predicted, "said").figures {
        assert!(counts.gold > 0, "{}", measure.name());
        assert_eq!(counts, Counts::new(counts.gold, counts.gold, counts.gold));
    }
}

#[test]
fn nothing_read_is_nothing_found() {
    for (measure, counts) in scored(TEXT, &gold(), &[], "said").figures {
        assert!(counts.gold > 0, "{}", measure.name());
        assert_eq!(counts, Counts::new(0, 0, counts.gold), "{}", measure.name());
    }
}

#[test]
fn half_is_enough_and_less_is_not() {
    let first = gold().remove(0);
    let with_source = |source| Attribution {
        source,
        ..first.clone()
    };
    // "Maren" has five of the nine letters, "aren" four.
    check(
        &[with_source(vec![[5, 10]])],
        &[(Measure::Relation, [1, 1, 3])],
    );
    check(
        &[with_source(vec![[6, 10]])],
        &[
            (Measure::Relation, [0, 1, 3]),
            (Measure::ContentHalf, [1, 1, 3]),
        ],
    );
    check(
        &[with_source(vec![[0, 30]])],
        &[
            (Measure::Relation, [1, 1, 3]),
            (Measure::RelationIou, [0, 1, 3]),
        ],
    );
}

#[test]
fn marks_at_the_ends_matter_to_exact_only() {
    let mut predicted = gold();
    predicted[0].content = vec![[17, 28]];
    check(
        &predicted,
        &[
            (Measure::Words(Role::Content, Fit::Exact), [2, 3, 3]),
            (Measure::Words(Role::Content, Fit::Nearly), [3, 3, 3]),
            (Measure::RelationNearly, [3, 3, 3]),
        ],
    );
}

#[test]
fn a_source_that_the_key_lacks_is_wrong_and_outside_the_sourced() {
    let invented = Attribution {
        source: vec![[0, 10]],
        ..gold()[2].clone()
    };
    check(
        &[invented],
        &[
            (Measure::Relation, [0, 1, 3]),
            (Measure::ContentHalf, [1, 1, 3]),
            (Measure::RelationSourced, [0, 0, 2]),
        ],
    );
}

#[test]
fn one_huge_span_counts_once() {
    let all = vec![[0, TEXT.chars().count()]];
    let huge = attribution(&all, &all, &all);
    check(
        &[huge],
        &[
            (Measure::Relation, [1, 1, 3]),
            (Measure::RelationCue, [1, 1, 3]),
        ],
    );
}

#[test]
fn a_shared_source_is_one_source() {
    let mut predicted = gold();
    predicted[1].source = vec![[0, 10]];
    check(
        &predicted,
        &[(Measure::Words(Role::Source, Fit::Exact), [1, 1, 2])],
    );
}

#[test]
fn each_side_is_reported_by_its_own_cue() {
    let mut predicted = gold();
    predicted[0].cue = vec![[55, 65]];
    let figures = scored(TEXT, &gold(), &predicted, "said told").figures;
    let reported = Counts {
        right: 1,
        predicted: 1,
        found: 2,
        gold: 2,
    };
    assert_eq!(figures.get(&Measure::RelationReported), Some(&reported));
}

#[test]
fn pairs_lead_to_the_key() {
    let mut predicted = gold();
    predicted.swap(0, 2);
    predicted.insert(1, attribution(&[], &[[11, 15]], &[]));
    let only_a_cue = attribution(&[], &[[40, 47]], &[]);
    let gold = [[only_a_cue].as_slice(), &gold()].concat();
    let pairs = scored(TEXT, &gold, &predicted, "said").pairs;
    assert_eq!(pairs, [Some(3), None, Some(2), Some(1)]);
}

/// An article with its key and something that was read into it.
struct Article {
    name: String,
    text: String,
    gold: Vec<Attribution>,
    predicted: Vec<Attribution>,
}

impl Article {
    fn new(name: &str, text: String, gold: Vec<Attribution>) -> Self {
        Self {
            name: name.to_owned(),
            predicted: misread(&gold, text.chars().count()),
            text,
            gold,
        }
    }
}

/// Attributions with the mistakes that readers make, one after the other.
fn misread(gold: &[Attribution], length: usize) -> Vec<Attribution> {
    let mut read = Vec::new();
    for (number, right) in gold.iter().enumerate() {
        let mut wrong = right.clone();
        let before = number.checked_sub(1).and_then(|before| gold.get(before));
        match number % 11 {
            1 => wrong.source = moved(&right.source, 3, length),
            2 => wrong.source.clear(),
            3 => {
                wrong.content = (right.content.iter())
                    .flat_map(|span| holed(*span))
                    .collect()
            }
            4 => {
                wrong.content = (right.content.iter())
                    .map(|[start, end]| [start.saturating_sub(40), (end + 40).min(length)])
                    .collect();
                wrong.cue.clear();
            }
            5 => continue,
            6 => read.push(right.clone()),
            7 => {
                wrong.source = before
                    .map(|before| before.source.clone())
                    .unwrap_or_default()
            }
            8 => wrong.content = vec![[0, length]],
            9 => wrong.content = moved(&right.content, 25, length),
            10 => wrong.cue = moved(&right.cue, 1, length),
            0 => {
                wrong.content = (right.content.iter())
                    .map(|[start, end]| [start.saturating_sub(1), (end + 1).min(length)])
                    .collect();
            }
            _ => {}
        }
        read.push(wrong);
    }
    read
}

fn moved(spans: &Spans, by: usize, length: usize) -> Spans {
    let place = |at: &usize| (at + by).min(length);
    spans
        .iter()
        .map(|span| [place(&span[0]), place(&span[1])])
        .collect()
}

fn holed([start, end]: [usize; 2]) -> [[usize; 2]; 2] {
    let third = (end - start) / 3;
    [[start + 2 * third, end], [start, start + third]]
}

/// Writes articles and keys as PolNeAR has them.
fn write_key(folder: &Path, articles: &[Article]) {
    let (texts, keys) = (folder.join("text"), folder.join("attributions"));
    std::fs::create_dir(&texts).unwrap();
    std::fs::create_dir(&keys).unwrap();
    for Article {
        name, text, gold, ..
    } in articles
    {
        std::fs::write(texts.join(format!("{name}.txt")), text).unwrap();
        let (mut words, mut events) = (String::new(), String::new());
        for (number, one) in gold.iter().enumerate() {
            write!(events, "E{number}\tAttribution:T{number}9").unwrap();
            for (at, role) in Role::ALL.iter().enumerate() {
                let places: Vec<String> = (one.role(*role).iter())
                    .map(|[start, end]| format!("{start} {end}"))
                    .collect();
                if !places.is_empty() {
                    let (role, places) = (role.name(), places.join(";"));
                    writeln!(words, "T{number}{at}\t{role} {places}\t").unwrap();
                    write!(events, " {role}:T{number}{at}").unwrap();
                }
            }
            events.push('\n');
        }
        std::fs::write(keys.join(format!("{name}_a.ann")), words + &events).unwrap();
    }
}

/// The figures of one measure; reading JSON may change the last digit of a share.
fn figures_of(value: impl Fn(&str) -> f64) -> String {
    let shares = ["p", "r", "f1"].map(|field| format!("{field} {:.12}", value(field)));
    let counts = ["right", "predicted", "gold"].map(|field| format!("{field} {}", value(field)));
    [shares, counts].concat().join(", ")
}

/// Compares every figure with the Python scorer's; passes where there is none.
fn check_against_python(key: &Path, articles: &[Article]) {
    let Some(tools) = shared("tools") else {
        println!("skipped: the Python scorer is not beside this workspace");
        return;
    };
    let work = tempfile::tempdir().unwrap();
    let (read, out) = (work.path().join("read.jsonl"), work.path().join("out.json"));
    let lines: Vec<String> = (articles.iter())
        .map(|Article { name, predicted, .. }| {
            let spans = |one: &Attribution| json!({"source": one.source, "cue": one.cue, "content": one.content});
            let all: Vec<Value> = predicted.iter().map(spans).collect();
            json!({"doc": name, "attributions": all}).to_string()
        })
        .collect();
    std::fs::write(&read, lines.join("\n")).unwrap();
    let scorer = Command::new("python3")
        .arg(tools.join("score_attributions.py"))
        .args([
            Path::new("--gold"),
            key,
            Path::new("--pred"),
            &read,
            Path::new("--json"),
            &out,
        ])
        .output();
    let Ok(scorer) = scorer else {
        println!("skipped: there is no python3 to run the Python scorer with");
        return;
    };
    assert!(
        scorer.status.success(),
        "{}",
        String::from_utf8_lossy(&scorer.stderr)
    );
    let out: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    let theirs: BTreeMap<String, Value> = serde_json::from_value(out["measures"].clone()).unwrap();
    let theirs: BTreeMap<String, String> = (theirs.iter())
        .map(|(measure, row)| {
            (
                measure.clone(),
                figures_of(|field| row[field].as_f64().unwrap()),
            )
        })
        .collect();

    let words = std::fs::read_to_string(tools.join("reporting_cues.txt")).unwrap();
    let ours: Vec<Figures> = (articles.iter())
        .map(|article| scored(&article.text, &article.gold, &article.predicted, &words).figures)
        .collect();
    let ours: BTreeMap<String, String> = (total(ours.iter()).iter())
        .map(|(measure, counts)| {
            let figures = figures_of(|field| match field {
                "p" => counts.precision(),
                "r" => counts.recall(),
                "f1" => counts.f1(),
                "right" => counts.right as f64,
                "predicted" => counts.predicted as f64,
                _ => counts.gold as f64,
            });
            (measure.name(), figures)
        })
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn figures_are_those_of_the_python_scorer_on_odd_letters() {
    let text = "\u{a0}Ilva\u{a0}Maren: «We\u{200b} wait» – ½ of a\u{302}ll_2 said\u{1c}the €uro\u{1f}\u{85}desk… Ⅳ times, ﷼ told १२ us.";
    let length = text.chars().count();
    let spans = |start: usize| [start, (start + 5).min(length)];
    let gold: Vec<Attribution> = (0..length.saturating_sub(12))
        .map(|at| {
            attribution(
                &[spans(at)],
                &[spans(at + 6)],
                &[spans(at + 3), spans(at + 9)],
            )
        })
        .collect();
    let every = [1, 3, 7].map(|step| {
        let gold = gold.iter().step_by(step).cloned().collect();
        Article::new(&format!("odd-{step}"), text.to_owned(), gold)
    });
    let folder = tempfile::tempdir().unwrap();
    write_key(folder.path(), &every);
    check_against_python(folder.path(), &every);
}

#[test]
fn figures_are_those_of_the_python_scorer_on_the_example() {
    let folder = root().join("example");
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder.join("articles")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let key = folder
                .join("key")
                .join(format!("{}.statements.json", &name[..2]));
            let key: Statements = key::read(&key).unwrap();
            let gold = key.statements.iter().map(Attribution::of).collect();
            articles.push(Article::new(
                &name,
                std::fs::read_to_string(&path).unwrap(),
                gold,
            ));
        }
    }
    articles.sort_by(|first, second| first.name.cmp(&second.name));
    let folder = tempfile::tempdir().unwrap();
    write_key(folder.path(), &articles);
    check_against_python(folder.path(), &articles);
}

#[test]
fn figures_are_those_of_the_python_scorer_on_polnear() {
    let Some(folder) = shared("corpora/polnear/dev") else {
        println!("skipped: PolNeAR is not beside this workspace");
        return;
    };
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder.join("text")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let gold = brat::file_of(&name, &folder.join("attributions")).unwrap();
        let gold = brat::read(&gold).unwrap();
        articles.push(Article::new(
            &name,
            std::fs::read_to_string(&path).unwrap(),
            gold,
        ));
    }
    articles.sort_by(|first, second| first.name.cmp(&second.name));
    check_against_python(&folder, &articles);
}
