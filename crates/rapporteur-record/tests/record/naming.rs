//! Names: what was decided about them, and what is kept of their grouping.

use rapporteur_core::EntityType;
use rapporteur_record::{Borne, NameDecision, NameVerdict, Named, Reach};

use crate::desk::{Desk, stamp, three};

fn named(key: &str) -> Named {
    Named {
        kind: EntityType::Person,
        key: key.to_owned(),
        party: None,
        codebook: None,
        article: None,
    }
}

fn decision(verdict: NameVerdict) -> NameDecision {
    NameDecision {
        verdict,
        name: None,
        one: vec![named("ilva maren")],
        other: vec![named("oren talsk")],
    }
}

#[tokio::test]
async fn decisions_come_in_their_order_while_they_are_in_force() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    for verdict in [NameVerdict::Same, NameVerdict::Unsure] {
        let decided = [decision(verdict)];
        let stamp = stamp("names");
        desk.record.decide_names(stamp, &decided).await.unwrap();
    }
    let verdicts = async || {
        let decided = desk.ask().await.name_decisions().await.unwrap();
        let verdicts = decided.into_iter().map(|decided| {
            assert_eq!(decided.decision, decision(decided.decision.verdict));
            decided.decision.verdict
        });
        verdicts.collect::<Vec<_>>()
    };
    assert_eq!(verdicts().await, [NameVerdict::Same, NameVerdict::Unsure]);
    let before = desk.view().await;
    desk.record.undo(stamp("undo"), None).await.unwrap();
    assert_eq!(verdicts().await, [NameVerdict::Same]);
    assert_eq!(desk.view().await, before);
}

#[tokio::test]
async fn a_grouping_is_kept_until_names_may_have_changed() {
    let desk = Desk::new().await;
    desk.add(&three()[..1]).await;
    let state = desk.ask().await.state().await.unwrap();
    assert_eq!(desk.ask().await.grouping().await.unwrap(), None);
    assert!(desk.record.keep_grouping(state, b"groups").await.unwrap());
    let kept = desk.ask().await.grouping().await.unwrap();
    assert_eq!(kept, Some(b"groups".to_vec()));
    assert_eq!(desk.ask().await.state().await.unwrap(), state);
    desk.add(&three()[1..]).await;
    let later = desk.ask().await.state().await.unwrap();
    assert_eq!(desk.ask().await.grouping().await.unwrap(), None);
    assert!(later.named > state.named);
    assert!(!desk.record.keep_grouping(state, b"old").await.unwrap());
    assert_eq!(desk.ask().await.grouping().await.unwrap(), None);
}

#[tokio::test]
async fn spellings_and_outlets_are_counted_in_the_articles_that_are_meant() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let mut snapshot = desk.ask().await;
    let namings = snapshot.namings().await.unwrap();
    let maren = namings.iter().find(|row| row.name == "Ilva Maren").unwrap();
    let article = snapshot.appearances(&[maren.number]).await.unwrap()[0].article;
    let borne = |reach| {
        [Borne {
            naming: maren.number,
            reach,
        }]
    };
    let articles = [article].into_iter().collect();
    let here = borne(Reach::Only(articles));
    let articles = [article].into_iter().collect();
    let elsewhere = borne(Reach::AllBut(articles));
    let told = snapshot.tellers(&here).await.unwrap();
    assert_eq!(told, [(Some("Harbour Wire".to_owned()), 1)]);
    assert_eq!(snapshot.tellers(&elsewhere).await.unwrap(), []);
    let spelled = snapshot.spellings(&here).await.unwrap();
    let spelled: Vec<_> = spelled
        .iter()
        .map(|(_, text, count)| (text.as_str(), *count))
        .collect();
    assert_eq!(spelled, [("Ilva Maren", 2)]);
    assert_eq!(snapshot.spellings(&elsewhere).await.unwrap(), []);
}
