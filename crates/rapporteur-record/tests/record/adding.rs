//! Adding: what an identity, an address and a version are.

use crate::desk::{Desk, draft, hash, published, stamp, three};
use rapporteur_core::ArticleId;
use rapporteur_record::{
    Added, ArticleFilter, ArticleNumber, CodebookVersion, Counts, Decision, EntityRow, ErrorKind,
    LongKind, NewReading, StatementFilter,
};

const FIRST: ArticleNumber = ArticleNumber(1);
const SECOND: ArticleNumber = ArticleNumber(2);
const THIRD: ArticleNumber = ArticleNumber(3);

#[tokio::test]
async fn the_same_again_changes_nothing() {
    let desk = Desk::new().await;
    let (_, added) = desk.add(&three()).await;
    assert_eq!(
        added,
        [Added::New(FIRST), Added::New(SECOND), Added::New(THIRD)]
    );
    let view = desk.view().await;
    let (operation, added) = desk.add(&three()).await;
    assert_eq!(
        added,
        [
            Added::Known(FIRST),
            Added::Known(SECOND),
            Added::Known(THIRD)
        ]
    );
    let known = Counts {
        known: 3,
        ..Counts::default()
    };
    assert_eq!(operation.counts, known);
    assert_eq!(desk.view().await, view);
}

#[tokio::test]
async fn an_article_comes_back_as_it_was_added() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    let new = &three()[0];
    assert_eq!(stored.article, new.article);
    assert_eq!(stored.reading, new.reading);
    assert_eq!(stored.row.id, new.id);
    assert_eq!(stored.row.statements, 2);
    assert_eq!(stored.row.file.as_deref(), Some("maren.txt"));
    assert_eq!(
        stored.row.characters,
        new.article.text.chars().count() as u64
    );
    let original = desk.ask().await.original(&stored.original).await.unwrap();
    assert_eq!(original, new.original);
}

#[tokio::test]
async fn a_text_that_is_its_own_original_comes_back_too() {
    let desk = Desk::new().await;
    let mut new = draft().maren("the talks go on").new_article();
    new.original.bytes = new.article.text.clone().into_bytes();
    desk.add(std::slice::from_ref(&new)).await;
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.article.text, new.article.text);
    assert_eq!(
        desk.ask().await.original(&stored.original).await.unwrap(),
        new.original
    );
}

#[tokio::test]
async fn new_words_at_a_known_address_are_a_new_version() {
    let desk = Desk::new().await;
    let before = draft()
        .at("https://harbour.example/1")
        .maren("the islands are ours");
    let after = draft()
        .at("https://harbour.example/1")
        .maren("the islands are up for talks");
    desk.add(&[before.new_article()]).await;
    let (_, added) = desk.add(&[after.new_article()]).await;
    assert_eq!(added, [Added::Version(FIRST)]);
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.article.text, after.text());
    let ids: Vec<_> = stored
        .versions
        .iter()
        .map(|version| (version.id.clone(), version.current))
        .collect();
    assert_eq!(ids, [(before.id(), false), (after.id(), true)]);
    let found = crate::desk::said(&mut desk.ask().await, &crate::desk::words("islands")).await;
    assert_eq!(found, ["Ilva Maren: the islands are up for talks"]);
    let (_, added) = desk.add(&[before.new_article()]).await;
    assert_eq!(added, [Added::Known(FIRST)], "the old version is known");
}

#[tokio::test]
async fn versions_and_repetitions_within_one_batch() {
    let desk = Desk::new().await;
    let drafts = ["one", "two", "two", "three"].map(|word| {
        draft()
            .at("https://harbour.example/1")
            .maren(word)
            .new_article()
    });
    let other = draft().maren("elsewhere").new_article();
    let batch = [drafts.to_vec(), vec![other.clone(), other]].concat();
    let (_, added) = desk.add(&batch).await;
    let expected = [
        Added::New(FIRST),
        Added::Version(FIRST),
        Added::Known(FIRST),
        Added::Version(FIRST),
        Added::New(SECOND),
        Added::Known(SECOND),
    ];
    assert_eq!(added, expected);
    let found = crate::desk::said(&mut desk.ask().await, &Default::default()).await;
    let mut found = found;
    found.sort();
    assert_eq!(found, ["Ilva Maren: elsewhere", "Ilva Maren: three"]);
}

#[tokio::test]
async fn the_same_words_from_another_outlet_are_a_copy() {
    let desk = Desk::new().await;
    let text = draft().maren("the talks go on");
    let copy = text.clone().by("Kestoria Today");
    desk.add(&[text.new_article(), copy.new_article()]).await;
    let copies = desk
        .ask()
        .await
        .copies(&hash(&text.text()), Some(FIRST))
        .await
        .unwrap();
    let copies: Vec<_> = copies
        .into_iter()
        .map(|row| (row.number, row.publisher))
        .collect();
    assert_eq!(copies, [(SECOND, Some("Kestoria Today".to_owned()))]);
}

#[tokio::test]
async fn an_original_is_kept_once() {
    let desk = Desk::new().await;
    let text = draft().maren("the talks go on");
    let copy = text.clone().by("Kestoria Today");
    desk.add(&[text.new_article(), copy.new_article()]).await;
    let mut snapshot = desk.ask().await;
    let first = snapshot.article(FIRST).await.unwrap().original;
    assert_eq!(first, snapshot.article(SECOND).await.unwrap().original);
}

#[tokio::test]
async fn what_was_removed_stays_removed() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    desk.record
        .remove(stamp("remove 1"), &[FIRST])
        .await
        .unwrap();
    let (_, added) = desk.add(&three()).await;
    assert_eq!(
        added,
        [
            Added::Removed(FIRST),
            Added::Known(SECOND),
            Added::Known(THIRD)
        ]
    );
    let known = desk
        .ask()
        .await
        .known(&[three()[0].id.clone()])
        .await
        .unwrap();
    assert!(known[&three()[0].id].removed);
}

#[tokio::test]
async fn what_was_undone_can_be_added_again_under_its_number() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let all = StatementFilter::default();
    let statements = desk.ask().await.statements(&all).await.unwrap();
    desk.record.undo(stamp("undo"), None).await.unwrap();
    let id = three()[0].id.clone();
    assert!(desk.ask().await.known(&[id]).await.unwrap().is_empty());
    let (_, added) = desk.add(&three()).await;
    let expected = [Added::New(FIRST), Added::New(SECOND), Added::New(THIRD)];
    assert_eq!(added, expected);
    assert_eq!(desk.ask().await.statements(&all).await.unwrap(), statements);
    let versions = desk.ask().await.article(FIRST).await.unwrap().versions;
    assert_eq!(versions.len(), 1);
}

#[tokio::test]
async fn a_mended_article_is_known_under_both_its_identities() {
    let desk = Desk::new().await;
    let as_it_came = draft().maren("the talks go on");
    desk.add(&[as_it_came.new_article()]).await;
    let publisher = Decision::Publisher(Some("Salt Islands Post".to_owned()));
    let mend = as_it_came.mend(FIRST, &[publisher]);
    desk.record
        .set(stamp("set 1"), std::slice::from_ref(&mend))
        .await
        .unwrap();
    let mended = as_it_came.clone().by("Salt Islands Post");
    let ids = [as_it_came.id(), mended.id(), ArticleId("none".to_owned())];
    let known = desk.ask().await.known(&ids).await.unwrap();
    assert_eq!(known.keys().collect::<Vec<_>>(), {
        let mut both = vec![&ids[0], &ids[1]];
        both.sort();
        both
    });
    let (_, added) = desk
        .add(&[as_it_came.new_article(), mended.new_article()])
        .await;
    assert_eq!(added, [Added::Known(FIRST), Added::Known(FIRST)]);
}

#[tokio::test]
async fn decisions_hold_for_versions_that_come_later() {
    let desk = Desk::new().await;
    let before = draft()
        .at("https://harbour.example/1")
        .maren("the islands are ours");
    desk.add(&[before.new_article()]).await;
    let publisher = Decision::Publisher(Some("Salt Islands Post".to_owned()));
    let mend = before.mend(FIRST, std::slice::from_ref(&publisher));
    desk.record.set(stamp("set 1"), &[mend]).await.unwrap();
    let addressed = desk
        .ask()
        .await
        .addressed(&["https://harbour.example/1"])
        .await
        .unwrap();
    assert_eq!(
        addressed["https://harbour.example/1"].decisions,
        [publisher]
    );
    let after = draft()
        .at("https://harbour.example/1")
        .maren("the islands are up for talks");
    let (_, added) = desk.add(&[after.new_article()]).await;
    assert_eq!(added, [Added::Version(FIRST)]);
    let stored = desk.ask().await.article(FIRST).await.unwrap();
    assert_eq!(stored.row.publisher.as_deref(), Some("Salt Islands Post"));
    assert_eq!(stored.intake.publisher.as_deref(), Some("Harbour Wire"));
    let mended = before.by("Salt Islands Post");
    let (_, added) = desk.add(&[mended.new_article()]).await;
    assert_eq!(
        added,
        [Added::Known(FIRST)],
        "the old version under the decided publisher"
    );
}

#[tokio::test]
async fn an_operation_dropped_halfway_is_listed_and_can_be_undone() {
    let desk = Desk::new().await;
    let mut writing = desk
        .record
        .begin(LongKind::Add, stamp("add"), None)
        .await
        .unwrap();
    writing.add(&three()[..2]).await.unwrap();
    let number = writing.number();
    drop(writing);
    desk.record.clone().close().await;
    let record = rapporteur_record::Record::open(&desk.path()).await.unwrap();
    let operation = record
        .snapshot()
        .await
        .unwrap()
        .operation(number)
        .await
        .unwrap();
    assert_eq!(operation.finished_at, None);
    assert_eq!(
        (operation.counts.articles, operation.counts.statements),
        (2, 3)
    );
    let articles = record
        .snapshot()
        .await
        .unwrap()
        .articles(&ArticleFilter::default())
        .await;
    assert_eq!(
        articles
            .unwrap()
            .iter()
            .map(|row| row.number)
            .collect::<Vec<_>>(),
        [FIRST, SECOND]
    );
    record.undo(stamp("undo"), Some(number)).await.unwrap();
    assert_eq!(
        record
            .snapshot()
            .await
            .unwrap()
            .article_count(&Default::default())
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn an_operation_that_was_undone_meanwhile_takes_no_more() {
    let desk = Desk::new().await;
    let mut writing = desk
        .record
        .begin(LongKind::Add, stamp("add"), None)
        .await
        .unwrap();
    desk.record.undo(stamp("undo"), None).await.unwrap();
    let error = writing.add(&three()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    let text = "operation 1 is closed: it was finished or undone while it was still being written";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn a_rereading_is_kept_beside_the_old_one_only_where_it_differs() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let codebook = CodebookVersion {
        base: None,
        hash: hash("codebook"),
        name: Some("Salt Islands".to_owned()),
        source: "[process]\nname = \"Salt Islands\"\n".to_owned(),
    };
    let stored = desk.ask().await.stored_articles(None, 10).await.unwrap();
    let mut readings: Vec<_> = stored
        .into_iter()
        .map(|article| NewReading {
            article: article.row.number,
            version: article.row.version,
            reading: article.reading,
            digest: None,
        })
        .collect();
    readings[1].reading.statements.clear();
    let begun = desk
        .record
        .begin(LongKind::Reread, stamp("reread"), Some(codebook.clone()));
    let mut writing = begun.await.unwrap();
    assert_eq!(
        writing.reread(&readings).await.unwrap(),
        [false, true, false]
    );
    let operation = writing
        .finish("2031-03-21T09:00:00Z", "reread 3 articles")
        .await
        .unwrap();
    assert_eq!(operation.counts.readings, 1);
    assert_eq!(operation.summary, "reread 3 articles");
    let mut snapshot = desk.ask().await;
    assert_eq!(
        snapshot.codebook_in_force().await.unwrap(),
        Some(codebook.clone())
    );
    assert_eq!(snapshot.codebook(&codebook.hash).await.unwrap(), codebook);
    let codebooks = snapshot.codebooks().await.unwrap();
    assert_eq!(codebooks.len(), 1);
    assert_eq!(
        (codebooks[0].operation, codebooks[0].in_force),
        (operation.number, true)
    );
    assert_eq!(
        snapshot.article(SECOND).await.unwrap().read_by,
        operation.number
    );
    assert_eq!(
        crate::desk::said(&mut snapshot, &crate::desk::words("ceasefire")).await,
        [""; 0]
    );
}

#[tokio::test]
async fn lists_are_paged_and_filtered() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let numbers = async |filter: ArticleFilter| {
        let rows = desk.ask().await.articles(&filter).await.unwrap();
        let count = desk
            .ask()
            .await
            .article_count(&ArticleFilter {
                limit: None,
                ..filter
            })
            .await;
        (
            rows.iter().map(|row| row.number.0).collect::<Vec<_>>(),
            count.unwrap(),
        )
    };
    let all = ArticleFilter::default();
    let words = |words: &str| ArticleFilter {
        words: Some(words.to_owned()),
        ..all.clone()
    };
    assert_eq!(numbers(all.clone()).await, (vec![1, 2, 3], 3));
    let page = ArticleFilter {
        after: Some(FIRST),
        limit: Some(1),
        ..all.clone()
    };
    assert_eq!(numbers(page).await, (vec![2], 2));
    let publisher = ArticleFilter {
        publisher: Some("KESTORIA today".to_owned()),
        ..all.clone()
    };
    assert_eq!(numbers(publisher).await, (vec![2, 3], 2));
    assert_eq!(numbers(words("islands")).await, (vec![1, 2], 2));
    assert_eq!(
        numbers(words("Maren speaks")).await,
        (vec![1], 1),
        "the title counts"
    );
    assert_eq!(numbers(words("“—”")).await, (vec![], 0));
}

#[tokio::test]
async fn names_are_found_across_articles() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let named = desk.ask().await.named("Oren Talsk").await.unwrap();
    let expected = EntityRow {
        article: SECOND,
        entity: rapporteur_core::EntityId(1),
        name: "Oren Talsk".to_owned(),
        kind: rapporteur_core::EntityType::Person,
        party: Some("kestoria".to_owned()),
        codebook: Some("oren-talsk".to_owned()),
        mentions: 1,
    };
    assert_eq!(named, [expected]);
}

#[tokio::test]
async fn the_row_shows_what_is_in_force() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let row = desk
        .ask()
        .await
        .articles(&ArticleFilter::default())
        .await
        .unwrap()
        .remove(1);
    assert_eq!(row.published, published("2031-03-14"));
    assert_eq!(
        (row.language.as_str(), row.read, row.versions),
        ("en", true, 1)
    );
}

#[tokio::test]
async fn the_overview_names_each_outlet_once() {
    let desk = Desk::new().await;
    desk.add(&three()).await;
    let mut foreign = draft()
        .by("kestoria today")
        .maren("les pourparlers continuent")
        .new_article();
    foreign.reading.read = false;
    desk.add(&[foreign]).await;
    let mut snapshot = desk.ask().await;
    let overview = snapshot.overview().await.unwrap();
    assert_eq!(overview.publishers, ["Harbour Wire", "Kestoria Today"]);
    assert_eq!(overview.not_read, 1);
    let text = snapshot.text(FIRST).await.unwrap();
    assert_eq!(text, three()[0].article.text);
    let error = snapshot.text(ArticleNumber(9)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
