//! Weights and vocabularies out of a seed: no test needs trained ones.

// A test that cannot make its weights has nothing to test, and not each test makes all of them.
#![allow(clippy::unwrap_used, dead_code)]

use safetensors::tensor::{Dtype, TensorView, serialize};

/// Sizes of a made-up tagger.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) pieces: usize,
    pub(crate) width: usize,
    pub(crate) units: usize,
    pub(crate) layers: usize,
}

/// Sizes of a made-up name head.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own {
    pub(crate) width: usize,
    pub(crate) units: usize,
}

/// What the weights are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As after training.
    Usual,
    /// As large as they can be.
    Extreme,
}

/// SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A number from -1 to 1.
    fn fraction(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}

/// One tensor of a weight file.
#[derive(Debug, Clone)]
pub(crate) struct Tensor {
    pub(crate) name: String,
    pub(crate) shape: Vec<usize>,
    pub(crate) kind: Dtype,
    pub(crate) bytes: Vec<u8>,
}

/// Makes the tensors of a tagger.
pub(crate) fn tensors(sizes: Sizes, kind: Kind, seed: u64) -> Vec<Tensor> {
    let mut made = Maker {
        random: Random(seed),
        kind,
        tensors: Vec::new(),
    };
    made.bytes("pieces", vec![sizes.pieces, sizes.width]);
    for (number, values) in [8, 4, 3, 2].into_iter().enumerate() {
        made.words(&format!("features.{number}"), vec![values, sizes.width]);
    }
    let mut columns = sizes.width;
    for layer in 0..sizes.layers {
        for direction in ["f", "b"] {
            made.direction(&format!("lstm.{layer}.{direction}"), sizes.units, columns);
        }
        columns = 2 * sizes.units;
    }
    made.bytes("out.weight", vec![7, columns]);
    made.floats("out.scale", vec![7], 1e-3);
    made.floats("out.bias", vec![7], 1.0);
    made.floats("crf.transitions", vec![7, 7], 2.0);
    made.floats("crf.start", vec![7], 2.0);
    made.floats("linking", vec![32, 128], 2.0);
    made.floats("confidence", vec![1, 7], 1.0);
    made.tensors
}

/// Makes the tensors of a name head on a tagger of these sizes.
pub(crate) fn name_head(sizes: Sizes, own: Own, kind: Kind, seed: u64) -> Vec<Tensor> {
    let Own { width, units } = own;
    let mut made = Maker {
        random: Random(seed),
        kind,
        tensors: Vec::new(),
    };
    made.bytes("pieces", vec![sizes.pieces, width]);
    made.words("case", vec![4, width]);
    for direction in ["f", "b"] {
        made.direction(
            &format!("lstm.0.{direction}"),
            units,
            2 * sizes.units + width,
        );
    }
    made.bytes("out.weight", vec![21, 2 * units + 2 * sizes.units]);
    made.floats("out.scale", vec![21], 1e-3);
    made.floats("out.bias", vec![21], 1.0);
    for chain in 0..3 {
        made.floats(&format!("crf.{chain}.transitions"), vec![7, 7], 2.0);
        made.floats(&format!("crf.{chain}.start"), vec![7], 2.0);
    }
    made.floats("confidence", vec![3, 3], 1.0);
    made.tensors
}

/// Writes tensors as a weight file.
pub(crate) fn file(tensors: &[Tensor]) -> Vec<u8> {
    let views = tensors.iter().map(|tensor| {
        let view = TensorView::new(tensor.kind, tensor.shape.clone(), &tensor.bytes);
        (tensor.name.as_str(), view.unwrap())
    });
    serialize(views, None).unwrap()
}

/// Makes a vocabulary of so many lines: single characters, beginnings and continuations.
pub(crate) fn vocabulary(lines: usize) -> String {
    let mut random = Random(7);
    let mut written: Vec<String> = (0..100).map(|line| format!("[unused{line}]")).collect();
    written.push("[UNK]".to_owned());
    let characters = ('!'..='~').filter(|character| !character.is_ascii_uppercase());
    for character in characters.chain("“”‘’é—".chars()) {
        written.push(character.to_string());
    }
    for letter in 'a'..='z' {
        written.push(format!("##{letter}"));
    }
    while written.len() < lines {
        let prefix = if random.below(4) == 0 { "##" } else { "" };
        written.push(format!("{prefix}{}", word(&mut random)));
    }
    written.truncate(lines);
    written.join("\n")
}

/// Makes a word of one to four syllables.
pub(crate) fn word(random: &mut Random) -> String {
    let syllables = 1 + random.below(2) + random.below(3);
    (0..syllables)
        .flat_map(|_| {
            let first = b"bdfgklmnprstvz"[random.below(14)];
            let second = b"aeiou"[random.below(5)];
            [char::from(first), char::from(second)]
        })
        .collect()
}

struct Maker {
    random: Random,
    kind: Kind,
    tensors: Vec<Tensor>,
}

impl Maker {
    fn direction(&mut self, prefix: &str, units: usize, columns: usize) {
        let rows = 4 * units;
        self.bytes(&format!("{prefix}.input"), vec![rows, columns]);
        self.floats(&format!("{prefix}.input_scale"), vec![rows], 4e-4);
        self.bytes(&format!("{prefix}.hidden"), vec![rows, units]);
        self.floats(&format!("{prefix}.hidden_scale"), vec![rows], 4e-4);
        self.floats(&format!("{prefix}.bias"), vec![rows], 1.0);
    }

    fn bytes(&mut self, name: &str, shape: Vec<usize>) {
        let extreme = self.kind == Kind::Extreme;
        let bytes = self.fill(&shape, |random| match (extreme, random.below(3)) {
            (true, 0) => vec![0x80],
            (true, _) => vec![0x7f],
            _ => vec![(random.fraction() * 127.0) as i8 as u8],
        });
        self.push(name, shape, Dtype::I8, bytes);
    }

    fn words(&mut self, name: &str, shape: Vec<usize>) {
        let extreme = self.kind == Kind::Extreme;
        let bytes = self.fill(&shape, |random| {
            let step = if extreme {
                i16::MAX
            } else {
                (random.fraction() * 90.0) as i16
            };
            step.to_le_bytes().to_vec()
        });
        self.push(name, shape, Dtype::I16, bytes);
    }

    fn floats(&mut self, name: &str, shape: Vec<usize>, most: f32) {
        let most = if self.kind == Kind::Extreme {
            500.0
        } else {
            most
        };
        let bytes = self.fill(&shape, |random| {
            (random.fraction() * most).to_le_bytes().to_vec()
        });
        self.push(name, shape, Dtype::F32, bytes);
    }

    fn fill(&mut self, shape: &[usize], mut one: impl FnMut(&mut Random) -> Vec<u8>) -> Vec<u8> {
        let count = shape.iter().product();
        (0..count).flat_map(|_| one(&mut self.random)).collect()
    }

    fn push(&mut self, name: &str, shape: Vec<usize>, kind: Dtype, bytes: Vec<u8>) {
        self.tensors.push(Tensor {
            name: name.to_owned(),
            shape,
            kind,
            bytes,
        });
    }
}
