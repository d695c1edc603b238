//! Reads how a statement stands to a proposition: for it, against it, for it under a condition, or
//! not about it.
//!
//! [`SentenceVectors`] tell in microseconds how alike two texts are, and propose pairs.
//! [`PairReader`], a small BERT (Devlin et al. 2019), reads both texts of a pair together and
//! decides in milliseconds, with the words that spoke for it.
//!
//! Both are functions to the last bit: the same weights and texts give the same result on every
//! processor. Products are of 8-bit integers, which give the same sum in any order; what stands
//! between them is single precision, one operation at a time and in a fixed order, with powers of
//! e and hyperbolic tangents of its own. The kernels are those of `rapporteur-tagger`, and so is
//! all unsafe code.
//!
//! This crate knows nothing of documents, parties or codebooks, and brings no weights: they are
//! arguments. The file format is safetensors; `training/positions` writes it.
//!
//! ```
//! use rapporteur_models::{attribution, sentence, stance};
//! use rapporteur_stance::{PairReader, SentenceVectors};
//!
//! let vectors = SentenceVectors::parse(sentence::WEIGHTS, attribution::VOCABULARY)?;
//! let prisoners = vectors.read("The sides exchange all prisoners.");
//! let near = vectors.read("every prisoner must come home");
//! let far = vectors.read("the harbour of Port Sorrel is deep");
//! assert!(prisoners.likeness(&near) > prisoners.likeness(&far));
//!
//! let reader = PairReader::parse(stance::WEIGHTS, attribution::WEIGHTS, attribution::VOCABULARY)?;
//! let statement = reader.prepare_statement("Kestoria rejected: to withdraw from the Salt Islands");
//! let proposition = reader.prepare("Kestoria withdraws from the Salt Islands.");
//! let reading = reader.read(&statement, &proposition);
//! let [_none, against, _conditional, _for] = reading.probabilities;
//! assert!(against > 0.5);
//! # Ok::<(), rapporteur_tagger::WeightsError>(())
//! ```

mod attention;
mod curves;
mod embedding;
mod encoder;
mod lanes;
mod norm;
mod pair;
mod sentence;

pub use pair::{PairReader, PairReading, Proposition, Statement};
pub use sentence::{SentenceVector, SentenceVectors, WIDTH};
