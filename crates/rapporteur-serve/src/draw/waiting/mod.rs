//! Who waits for whom, drawn: deadlocks as rings, chains from left to right.

mod arrow;
mod card;
mod chain;
mod ring;

use rapporteur::{ClauseWords, NameRef, PropositionRef, WaitView, wording};

use self::card::Card;
use super::svg::Svg;

pub(crate) use chain::{chain, opening};
pub(crate) use ring::ring;

/// The class of colour of a party.
pub(crate) type Hue<'a> = &'a dyn Fn(&str) -> &'static str;

/// What stands on every arrow.
const ONCE: &str = "only once";

/// What is held back, by those who hold it back for the same.
fn held_back(waits: &[WaitView], hue: Hue<'_>) -> Option<Card> {
    let wait = waits.first()?;
    let told = wait.tellings.first();
    let words = told.map(|telling| &telling.wanted);
    let lapsed = waits.iter().all(|wait| wait.lapsed_by.is_some());
    let heading = names(waits.iter().map(|wait| wait.holder.as_ref()));
    let since = wording::day(wait.first.as_deref());
    Some(Card {
        body: half(wait.wanted.as_ref(), words),
        hue: wait.holder.as_ref().map_or("", |holder| hue(&holder.id)),
        address: sentence(wait).unwrap_or_default(),
        note: match lapsed {
            true => "dropped since".to_owned(),
            false => format!("since {since}"),
        },
        open: lapsed,
        heading,
    })
}

/// What has to come first, where nobody is known to hold it back.
fn condition(wait: &WaitView) -> Card {
    let told = wait.tellings.first();
    let words = told.map(|telling| &telling.condition);
    let proposition = wait.condition.as_ref();
    let address = proposition.map(|proposition| format!("/positions/{}", proposition.id));
    Card {
        heading: String::new(),
        body: half(proposition, words),
        hue: "",
        address: address.or_else(|| sentence(wait)).unwrap_or_default(),
        note: String::new(),
        open: true,
    }
}

/// A proposition, or the words where there is none.
fn half(proposition: Option<&PropositionRef>, words: Option<&ClauseWords>) -> String {
    match (proposition, words) {
        (Some(proposition), _) => proposition.text.clone(),
        (None, Some(words)) => format!("“{}”", words.text),
        (None, None) => "something".to_owned(),
    }
}

/// The sentence that sets the condition first.
fn sentence(wait: &WaitView) -> Option<String> {
    let telling = wait.tellings.first()?;
    Some(match &telling.id {
        Some(id) => format!("/articles/{}#{id}", telling.article),
        None => format!("/articles/{}", telling.article),
    })
}

fn names<'a>(holders: impl Iterator<Item = Option<&'a NameRef>>) -> String {
    let names: Vec<&str> = holders
        .map(|holder| holder.map_or("Somebody", |holder| holder.name.as_str()))
        .collect();
    names.join(" and ")
}

/// Begins a drawing with what it is called and what it shows.
fn begin(wide: f64, high: f64, title: &str, desc: &str) -> Svg {
    let mut svg = Svg::default();
    let frame = svg.tag("svg").with("class", "chart waiting");
    let frame = frame.with("viewBox", &format!("0 0 {} {}", wide.ceil(), high.ceil()));
    let frame = frame.at("width", wide.ceil()).at("height", high.ceil());
    let frame = frame.with("role", "group");
    frame.with("aria-label", title).open();
    svg.tag("desc").holding(desc);
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur::{ChainView, ConditionTelling, DeadlockView};

    fn no_hue(_: &str) -> &'static str {
        "party-1"
    }

    fn proposition(id: &str, text: &str) -> PropositionRef {
        PropositionRef {
            id: id.to_owned(),
            text: text.to_owned(),
            issue: None,
        }
    }

    fn wait(holder: &str, wanted: &str, condition: &str) -> WaitView {
        let clause = |text: &str| ClauseWords {
            text: text.to_owned(),
            span: Vec::new(),
        };
        WaitView {
            holder: Some(NameRef {
                id: holder.to_lowercase(),
                name: holder.to_owned(),
            }),
            wanted: Some(proposition(wanted, wanted)),
            condition: Some(proposition(condition, condition)),
            first: Some("2031-04-03".to_owned()),
            last: None,
            times: 1,
            tellings: vec![ConditionTelling {
                article: 15,
                id: Some("s1".to_owned()),
                speaker: None,
                publisher: None,
                date: None,
                wanted: clause(wanted),
                condition: clause(condition),
            }],
            lapsed_by: None,
        }
    }

    fn of(steps: usize) -> DeadlockView {
        let step = |number: usize| {
            let next = (number + 1) % steps;
            vec![wait(
                &format!("Party {number}"),
                &format!("thing {number}"),
                &format!("thing {next}"),
            )]
        };
        DeadlockView {
            complete_from: None,
            completed_by: None,
            steps: (0..steps).map(step).collect(),
        }
    }

    #[test]
    fn a_ring_has_a_box_and_an_arrow_for_each_step() {
        for steps in 2..9 {
            let drawn = ring(&of(steps), "Deadlock", &no_hue);
            assert_eq!(drawn.matches("class=\"box\"").count(), steps);
            assert_eq!(drawn.matches("class=\"head\"").count(), steps);
            assert_eq!(drawn.matches("href=\"/articles/15#s1\"").count(), steps);
            assert_eq!(drawn, ring(&of(steps), "Deadlock", &no_hue));
        }
    }

    #[test]
    fn a_chain_ends_in_its_last_condition() {
        let waits = vec![
            wait("Valdria", "lift", "withdraw"),
            wait("Kestoria", "withdraw", "monitors"),
        ];
        let drawn = chain(&ChainView { waits, into: None }, &no_hue);
        assert_eq!(drawn.matches("class=\"box\"").count(), 2);
        assert_eq!(drawn.matches("class=\"box open\"").count(), 1);
        assert!(drawn.contains("href=\"/positions/monitors\""));
    }

    #[test]
    fn a_chain_that_is_held_up_leads_to_the_deadlock() {
        let waits = vec![wait("Valdria", "status", "withdraw")];
        let into = Some(0);
        let drawn = chain(&ChainView { waits, into }, &no_hue);
        assert!(drawn.contains("href=\"#deadlock-1\""));
    }

    #[test]
    fn words_of_articles_are_escaped() {
        let waits = vec![wait("<b>", "</text><script>", "\"onload=\"")];
        let drawn = chain(&ChainView { waits, into: None }, &no_hue);
        assert!(!drawn.contains("<script>") && !drawn.contains("<b>"));
        assert!(!drawn.contains("\"onload="));
    }
}
