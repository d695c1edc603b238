//! Weights and vocabularies out of a seed: no test needs trained ones.

// A test that cannot make its weights has nothing to test, and not each test makes all of them.
#![allow(clippy::unwrap_used, dead_code)]

use safetensors::tensor::{Dtype, TensorView, serialize};

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
    fn next(&mut self) -> u64 {
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

/// Makes the tensors of a pair reader with so many layers; pieces from 110 on, one in three, have
/// an own row.
pub(crate) fn pair_reader(layers: usize, kind: Kind, seed: u64) -> Vec<Tensor> {
    let mut made = Maker::new(kind, seed);
    made.bytes("embed.map", vec![384, 128]);
    made.floats("embed.map.scale", vec![384], 0.0, 2e-4);
    made.floats("embed.bias", vec![384], 0.0, 0.1);
    let own: Vec<i32> = (110..300).step_by(3).collect();
    made.bytes("embed.own", vec![own.len(), 384]);
    made.floats("embed.own.scale", vec![own.len()], 0.0, 1e-2);
    let numbers = own.iter().flat_map(|piece| piece.to_le_bytes()).collect();
    made.push("embed.own.pieces", vec![own.len()], Dtype::I32, numbers);
    made.floats("embed.position", vec![131, 384], 0.0, 0.5);
    made.floats("embed.kind", vec![2, 384], 0.0, 0.5);
    made.norm("embed.norm");
    for layer in 0..layers {
        for (part, rows, columns) in PARTS {
            made.linear(&format!("layer.{layer}.{part}"), rows, columns);
        }
        made.norm(&format!("layer.{layer}.norm"));
        made.norm(&format!("layer.{layer}.last_norm"));
    }
    made.floats("out", vec![4, 384], 0.0, 0.3);
    made.floats("out.bias", vec![4], 0.0, 0.3);
    made.tensors
}

/// The linear layers of a layer: name, rows, columns.
pub(crate) const PARTS: [(&str, usize, usize); 6] = [
    ("query", 384, 384),
    ("key", 384, 384),
    ("value", 384, 384),
    ("merge", 384, 384),
    ("widen", 1536, 384),
    ("narrow", 384, 1536),
];

/// Makes what a pair reader needs of a tagger: a table of so many pieces.
pub(crate) fn tagger(pieces: usize, kind: Kind, seed: u64) -> Vec<Tensor> {
    let mut made = Maker::new(kind, seed);
    made.bytes("pieces", vec![pieces, 128]);
    made.tensors
}

/// Makes the tensors of sentence vectors for so many pieces.
pub(crate) fn sentence_vectors(pieces: usize, kind: Kind, seed: u64) -> Vec<Tensor> {
    let mut made = Maker::new(kind, seed);
    made.bytes("pieces", vec![pieces, 128]);
    made.floats("pieces.scale", vec![pieces], 0.01, 0.01);
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

/// Makes a vocabulary of so many lines: marks, single characters, syllables and continuations.
pub(crate) fn vocabulary(lines: usize) -> String {
    let mut random = Random(7);
    let mut written: Vec<String> = (0..100).map(|line| format!("[unused{line}]")).collect();
    written.extend(["[UNK]", "[CLS]", "[SEP]"].map(str::to_owned));
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

/// Makes a text of so many words.
pub(crate) fn text(random: &mut Random, words: usize) -> String {
    let words: Vec<String> = (0..words).map(|_| word(random)).collect();
    words.join(" ")
}

struct Maker {
    random: Random,
    kind: Kind,
    tensors: Vec<Tensor>,
}

impl Maker {
    fn new(kind: Kind, seed: u64) -> Self {
        Self {
            random: Random(seed),
            kind,
            tensors: Vec::new(),
        }
    }

    fn linear(&mut self, name: &str, rows: usize, columns: usize) {
        self.bytes(name, vec![rows, columns]);
        // Sums of as many products, each of two numbers from -1 to 1, are about 2 large.
        let scale = 6.0 / 127.0 / (columns as f32).sqrt();
        self.floats(&format!("{name}.scale"), vec![rows], scale, scale / 2.0);
        self.floats(&format!("{name}.bias"), vec![rows], 0.0, 0.2);
    }

    fn norm(&mut self, name: &str) {
        self.floats(name, vec![2, 384], 0.0, 0.2);
        if self.kind == Kind::Extreme {
            return;
        }
        let Some(tensor) = self.tensors.last_mut() else {
            return;
        };
        let (numbers, _) = tensor.bytes.as_chunks_mut::<4>();
        for weight in numbers.iter_mut().take(384) {
            *weight = (1.0 + f32::from_le_bytes(*weight)).to_le_bytes();
        }
    }

    fn bytes(&mut self, name: &str, shape: Vec<usize>) {
        let extreme = self.kind == Kind::Extreme;
        let bytes = self.fill(&shape, |random| match (extreme, random.below(3)) {
            (true, 0) => [0x80],
            (true, _) => [0x7f],
            _ => [(random.fraction() * 127.0) as i8 as u8],
        });
        self.push(name, shape, Dtype::I8, bytes);
    }

    fn floats(&mut self, name: &str, shape: Vec<usize>, around: f32, most: f32) {
        let (around, most) = match self.kind {
            Kind::Usual => (around, most),
            Kind::Extreme => (0.0, 500.0),
        };
        let bytes = self.fill(&shape, |random| {
            (around + random.fraction() * most).to_le_bytes()
        });
        self.push(name, shape, Dtype::F32, bytes);
    }

    fn fill<const BYTES: usize>(
        &mut self,
        shape: &[usize],
        mut one: impl FnMut(&mut Random) -> [u8; BYTES],
    ) -> Vec<u8> {
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
