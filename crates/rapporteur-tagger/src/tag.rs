//! Tags: which part of an attribution a word is in, and whether it begins it.

/// A part of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that tell that something is said.
    Cue,
    /// What is said.
    Content,
}

/// The tag of a word: begin, inside, outside (Ramshaw and Marcus 1995).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// In no part of an attribution.
    Outside,
    /// The first word of a part.
    Begin(Role),
    /// A further word of a part.
    Inside(Role),
}

impl Tag {
    /// All tags, in the order of the weights.
    pub const ALL: [Self; 7] = [
        Self::Outside,
        Self::Begin(Role::Source),
        Self::Inside(Role::Source),
        Self::Begin(Role::Cue),
        Self::Inside(Role::Cue),
        Self::Begin(Role::Content),
        Self::Inside(Role::Content),
    ];

    /// Returns the place of the tag in [`Tag::ALL`].
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Begin(role) => 2 * role as usize + 1,
            Self::Inside(role) => 2 * role as usize + 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_places() {
        for (place, tag) in Tag::ALL.into_iter().enumerate() {
            assert_eq!(tag.number(), place);
        }
    }
}
