//! The form in which a statement is added or corrected: what is typed, and what it means.

use rapporteur::{Correction, Edtf, Passage, StatementDraft, StatementView, wording};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use crate::failure::Failure;
use crate::given::filled;

/// What somebody says of a statement, as it is typed.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[schema(as = StatementDraft)]
pub(crate) struct Told {
    /// The statement that is corrected; none where one is added.
    pub(crate) statement: Option<String>,
    /// Where who speaks is named: stretches such as `12-20, 31-40`, in code points.
    pub(crate) source: Option<String>,
    /// Where speaking is told of.
    pub(crate) cue: Option<String>,
    /// Where what was said stands.
    pub(crate) content: Option<String>,
    /// The id of an entity, or `unknown`.
    pub(crate) speaker: Option<String>,
    /// A name, where the speaker is none of the entities.
    pub(crate) name: Option<String>,
    /// An id, or `unknown`.
    pub(crate) party: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    pub(crate) kind: Option<String>,
    /// `speech` or `attitude`.
    pub(crate) basis: Option<String>,
    /// What was done by saying it, such as `demand`.
    pub(crate) act: Option<String>,
    /// A date in EDTF, or `unknown`.
    pub(crate) said: Option<String>,
}

impl Told {
    /// What a statement is read as, to be corrected.
    pub(crate) fn of(statement: &StatementView) -> Self {
        let speaker = &statement.speaker;
        let name = speaker.name.clone().filter(|_| speaker.entity.is_none());
        let nobody = speaker.name.is_none().then(|| UNKNOWN.to_owned());
        Self {
            statement: Some(statement.id.clone()),
            source: Some(places(&statement.source)),
            cue: Some(places(&statement.cue)),
            content: Some(places(&statement.content)),
            speaker: speaker.entity.clone().or(nobody),
            name,
            party: None,
            kind: Some(wording::label(&statement.kind)),
            basis: Some(wording::label(&statement.basis)),
            act: Some(wording::label(&statement.act)),
            said: statement.said.as_ref().map(|said| said.edtf.clone()),
        }
    }

    /// What it means for the record.
    pub(crate) fn correction(self) -> Result<Correction, Failure> {
        let passage = |typed: Option<String>| typed.map(|typed| Passage::typed(&typed));
        let speaker = filled(self.name).or_else(|| filled(self.speaker));
        let draft = StatementDraft {
            source: passage(self.source),
            cue: passage(self.cue),
            content: passage(self.content),
            speaker: speaker.map(known),
            party: filled(self.party).map(known),
            kind: label("kind", self.kind)?,
            basis: label("basis", self.basis)?,
            act: label("act", self.act)?,
            said: filled(self.said).map(day).transpose()?,
        };
        Ok(match filled(self.statement) {
            Some(statement) => Correction::Correct(statement, draft),
            None => Correction::Add(draft),
        })
    }
}

/// What takes a value away.
pub(super) const UNKNOWN: &str = "unknown";

fn known(typed: String) -> Option<String> {
    Some(typed).filter(|typed| typed != UNKNOWN)
}

fn day(typed: String) -> Result<Option<Edtf>, Failure> {
    let Some(typed) = known(typed) else {
        return Ok(None);
    };
    let day = rapporteur::publication_date(&typed);
    day.map(Some).ok_or_else(|| {
        Failure::unusable(format!("{typed:?} is no date"))
            .with_hint("write YYYY-MM-DD, YYYY-MM, YYYY, or unknown")
    })
}

/// Reads the name of a value as JSON has it.
fn label<T: DeserializeOwned>(field: &str, typed: Option<String>) -> Result<Option<T>, Failure> {
    let Some(typed) = filled(typed) else {
        return Ok(None);
    };
    serde_json::from_value(Value::String(typed.clone()))
        .map(Some)
        .map_err(|_| Failure::unusable(format!("{typed:?} is no {field} of a statement")))
}

fn places(spans: &[[usize; 2]]) -> String {
    let places = spans.iter().map(|[start, end]| format!("{start}-{end}"));
    places.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(speaker: &str, name: &str, act: &str, said: &str) -> Told {
        let some = |text: &str| Some(text.to_owned());
        Told {
            content: some("12-20"),
            speaker: some(speaker),
            name: some(name),
            act: some(act),
            said: some(said),
            ..Told::default()
        }
    }

    fn draft(told: Told) -> StatementDraft {
        match told.correction() {
            Ok(Correction::Add(draft)) => draft,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn empty_fields_say_nothing() {
        let draft = draft(told("", " ", "", ""));
        let only = StatementDraft {
            content: Some(Passage::Spans(vec![[12, 20]])),
            ..StatementDraft::default()
        };
        assert_eq!(draft, only);
    }

    #[test]
    fn a_name_goes_before_a_choice_and_unknown_is_nobody() {
        let some = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(draft(told("e2", "", "", "")).speaker, some("e2"));
        assert_eq!(
            draft(told("e2", "Oren Talsk", "", "")).speaker,
            some("Oren Talsk")
        );
        assert_eq!(
            draft(told("unknown", "", "", "unknown")).speaker,
            Some(None)
        );
        assert_eq!(draft(told("", "", "", "unknown")).said, Some(None));
    }

    #[test]
    fn what_is_no_value_is_told() {
        let refused = |told: Told| told.correction().unwrap_err().message;
        assert_eq!(
            refused(told("", "", "sing", "")),
            "\"sing\" is no act of a statement"
        );
        assert_eq!(
            refused(told("", "", "", "12/03/2031")),
            "\"12/03/2031\" is no date"
        );
    }
}
