//! Mending what is known about an article.

use rapporteur_core::Edtf;
use rapporteur_record::{ArticleNumber, Decision, Mend};

use super::timeline::digest_of;
use super::{Clerk, Record, log::OperationView};
use crate::engine::{Engine, identity};
use crate::error::Error;

/// What is to be known about an article from now on; `None` leaves a field as it is, `Some(None)`
/// makes it unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mending {
    /// The outlet.
    pub publisher: Option<Option<String>>,
    /// The publication date.
    pub published: Option<Option<Edtf>>,
    /// The address.
    pub url: Option<Option<String>>,
    /// The headline.
    pub title: Option<Option<String>>,
    /// The language, as an ISO 639 code.
    pub language: Option<Option<String>>,
}

impl Mending {
    fn decisions(&self) -> Vec<Decision> {
        [
            self.publisher.clone().map(Decision::Publisher),
            self.published.clone().map(Decision::Published),
            self.url.clone().map(Decision::Url),
            self.title.clone().map(Decision::Title),
            self.language.clone().map(Decision::Language),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Record {
    /// Decides on the metadata of one article, and reads it again with them.
    ///
    /// # Errors
    ///
    /// Where there is no such article, or the record cannot be written.
    pub async fn set(
        &self,
        number: i64,
        mending: &Mending,
        engine: &Engine,
        clerk: &Clerk,
    ) -> Result<OperationView, Error> {
        let number = ArticleNumber(number);
        let stored = self.store.snapshot().await?.article(number).await?;
        let decisions = mending.decisions();
        let mut article = stored.article;
        decisions
            .iter()
            .for_each(|decision| decision.apply(&mut article.metadata));
        let id = identity(&article);
        let reading = engine.read_article(&mut article, &[]);
        let fields: Vec<&str> = decisions.iter().map(field).collect();
        let stamp = clerk.stamp(format!("article {number}: {}", fields.join(", ")));
        let mend = Mend {
            article: number,
            decisions,
            id,
            digest: digest_of(&article, &reading),
            reading,
        };
        Ok(self.store.set(stamp, &[mend]).await?.into())
    }
}

fn field(decision: &Decision) -> &'static str {
    match decision {
        Decision::Publisher(_) => "publisher",
        Decision::Published(_) => "published",
        Decision::Url(_) => "url",
        Decision::Title(_) => "title",
        Decision::Language(_) => "language",
    }
}
