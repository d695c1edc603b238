//! Source, cue and content.

use super::super::key::{Spans, Statement};
use super::letters::Letters;

/// A part of an attribution, in the order in which they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Content,
    Source,
    Cue,
}

impl Role {
    pub(super) const ALL: [Self; 3] = [Self::Content, Self::Source, Self::Cue];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Source => "source",
            Self::Cue => "cue",
        }
    }
}

/// Who said what, as it stands in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) source: Spans,
    pub(super) cue: Spans,
    pub(super) content: Spans,
}

impl Attribution {
    pub(super) fn of(statement: &Statement) -> Self {
        Self {
            source: statement.source.clone(),
            cue: statement.cue.clone(),
            content: statement.content.clone(),
        }
    }

    pub(super) const fn role(&self, role: Role) -> &Spans {
        match role {
            Role::Content => &self.content,
            Role::Source => &self.source,
            Role::Cue => &self.cue,
        }
    }

    /// Brings the stretches into one form; `None` where one of them lies outside the text.
    pub(super) fn cleaned(&self, letters: &Letters) -> Option<Self> {
        let inside = Role::ALL.iter().all(|role| letters.holds(self.role(*role)));
        inside.then(|| Self {
            source: letters.clean(&self.source),
            cue: letters.clean(&self.cue),
            content: letters.clean(&self.content),
        })
    }

    /// Whether there are no words at all.
    pub(super) fn is_empty(&self) -> bool {
        Role::ALL.iter().all(|role| self.role(*role).is_empty())
    }
}
