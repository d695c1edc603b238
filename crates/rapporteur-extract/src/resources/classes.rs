//! The sets of word classes that a word can belong to.

/// A set of word classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Classes(u32);

impl Classes {
    pub(crate) const ARTICLE: Self = Self(1);
    pub(crate) const DETERMINER: Self = Self(1 << 1);
    pub(crate) const POSSESSIVE: Self = Self(1 << 2);
    pub(crate) const PRONOUN: Self = Self(1 << 3);
    pub(crate) const RELATIVE: Self = Self(1 << 4);
    pub(crate) const PREPOSITION: Self = Self(1 << 5);
    pub(crate) const BE: Self = Self(1 << 6);
    pub(crate) const HAVE: Self = Self(1 << 7);
    pub(crate) const DO: Self = Self(1 << 8);
    pub(crate) const MODAL: Self = Self(1 << 9);
    pub(crate) const NEGATION: Self = Self(1 << 10);
    pub(crate) const ADVERB: Self = Self(1 << 11);
    pub(crate) const CONJUNCTION: Self = Self(1 << 12);
    pub(crate) const SUBORDINATOR: Self = Self(1 << 13);
    pub(crate) const OBJECTIVE: Self = Self(1 << 14);
    pub(crate) const PERSON: Self = Self(1 << 15);
    pub(crate) const GROUP: Self = Self(1 << 16);
    pub(crate) const TEXT: Self = Self(1 << 17);
    pub(crate) const ORGANISATION: Self = Self(1 << 18);
    pub(crate) const PARTICLE: Self = Self(1 << 19);
    pub(crate) const OPINION: Self = Self(1 << 20);
    pub(crate) const ROLE: Self = Self(1 << 21);
    pub(crate) const TITLE: Self = Self(1 << 22);
    /// Past forms of irregular verbs.
    pub(crate) const PAST: Self = Self(1 << 23);
    pub(crate) const FEMININE: Self = Self(1 << 24);
    pub(crate) const MASCULINE: Self = Self(1 << 25);
    /// Collective nouns that stand for the party they belong to: "government".
    pub(crate) const GOVERNMENT: Self = Self(1 << 26);
    /// What a place follows: "in", "near".
    pub(crate) const LOCATIVE: Self = Self(1 << 27);
    /// Words of going somewhere, after which "to" and "from" lead to a place.
    pub(crate) const MOTION: Self = Self(1 << 28);

    /// "is", "has", "did", "will".
    pub(crate) const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    /// What a noun phrase can begin with, besides nouns and adjectives.
    pub(crate) const OPENER: Self = Self(Self::ARTICLE.0 | Self::DETERMINER.0 | Self::POSSESSIVE.0);
    /// Common nouns for those who speak.
    pub(crate) const SPEAKER: Self =
        Self(Self::PERSON.0 | Self::GROUP.0 | Self::ROLE.0 | Self::ORGANISATION.0);
    /// What is never part of a noun phrase's core.
    pub(crate) const OUTSIDE: Self = Self(
        Self::PRONOUN.0
            | Self::RELATIVE.0
            | Self::PREPOSITION.0
            | Self::AUXILIARY.0
            | Self::NEGATION.0
            | Self::ADVERB.0
            | Self::CONJUNCTION.0
            | Self::SUBORDINATOR.0
            | Self::OBJECTIVE.0,
    );

    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "article" => Self::ARTICLE,
            "determiner" => Self::DETERMINER,
            "possessive" => Self::POSSESSIVE,
            "pronoun" => Self::PRONOUN,
            "relative" => Self::RELATIVE,
            "preposition" => Self::PREPOSITION,
            "be" => Self::BE,
            "have" => Self::HAVE,
            "do" => Self::DO,
            "modal" => Self::MODAL,
            "negation" => Self::NEGATION,
            "adverb" => Self::ADVERB,
            "conjunction" => Self::CONJUNCTION,
            "subordinator" => Self::SUBORDINATOR,
            "objective" => Self::OBJECTIVE,
            "person" => Self::PERSON,
            "group" => Self::GROUP,
            "text" => Self::TEXT,
            "past" => Self::PAST,
            "feminine" => Self::FEMININE,
            "masculine" => Self::MASCULINE,
            "government" => Self::GOVERNMENT,
            "locative" => Self::LOCATIVE,
            "motion" => Self::MOTION,
            _ => return None,
        })
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Says whether the two sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
