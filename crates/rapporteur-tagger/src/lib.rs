//! Tags the words of a text as source, cue or content of an attribution, and joins these parts, by
//! a small neural network that computes in integers.
//!
//! A text is cut into words and these into word pieces (Wu et al. 2016). The sum of a vector for
//! the piece and vectors for how its word is written goes through the layers of an LSTM (Hochreiter
//! and Schmidhuber 1997), which read the whole text in both directions. A linear layer scores the
//! tags of each word, and a conditional random field (Lafferty, McCallum and Pereira 2001) finds
//! the best sequence of them (Viterbi 1967) and the probability of each (forward-backward).
//!
//! The network is a function to the last bit: the same weights and text give the same result on
//! every processor. Weights and hidden states are 8-bit integers, and their products are added in
//! 32 bits, where no order of adding matters; so each [`Kernel`] may use the widest instructions
//! there are. The gates between the sums are single precision, one operation at a time, with
//! Lambert's continued fraction as the hyperbolic tangent.
//!
//! What a reader of another kind needs of this is open to it: word pieces ([`Vocabulary`]), weight
//! files ([`Weights`]), linear layers ([`Linear`]) and loops that run on a kernel ([`Wide`]).
//!
//! This crate knows nothing of documents, names or speech acts, and brings no weights: they are
//! arguments. The file format is safetensors; `training/attribution` writes it.
//!
//! ```
//! use rapporteur_models::attribution::{VOCABULARY, WEIGHTS};
//! use rapporteur_tagger::{Role, Tag, Tagger};
//!
//! let tagger = Tagger::parse(WEIGHTS, VOCABULARY)?;
//! let text = "Port Sorrel will open in May, Ilva Maren said on Monday.";
//! let tagged = tagger.read(text, &[0..text.len()]);
//!
//! let cue = tagged.words().iter().position(|word| word.tag == Tag::Begin(Role::Cue)).unwrap();
//! assert_eq!(&text[tagged.words()[cue].range.clone()], "said");
//! assert!(tagged.probabilities(cue)[Tag::Begin(Role::Cue).number()] > 0.9);
//!
//! let attribution = &tagged.attributions()[0];
//! assert_eq!(&text[attribution.source.clone().unwrap()], "Ilva Maren");
//! # Ok::<(), rapporteur_tagger::WeightsError>(())
//! ```

mod body;
mod case;
mod chain;
mod characters;
mod confidence;
mod features;
mod gates;
mod head;
mod kernel;
mod layer;
mod linear;
mod linking;
#[cfg(test)]
#[path = "../tests/made/mod.rs"]
mod made;
mod names;
mod packed;
mod pieces;
mod quantised;
mod span;
mod tag;
mod tagger;
mod weights;
mod words;

pub use gates::tanh;
pub use kernel::{Kernel, Wide};
pub use linear::Linear;
pub use pieces::{Piece, Vocabulary};
pub use quantised::Quantised;
pub use span::{NameKind, NameSpan};
pub use tag::{Role, Tag};
pub use tagger::{Attribution, Tagged, TaggedWord, Tagger};
pub use weights::{Matrix, Size, Weights, WeightsError};
