//! What the reader of pairs promises for any text and any weights.

// Outside test functions the permission for tests does not hold.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use made::{Kind, Random, Tensor};
use proptest::prelude::*;
use rapporteur_stance::{PairReader, PairReading};
use rapporteur_tagger::Kernel;
use safetensors::tensor::Dtype;

mod made;

const PIECES: usize = 400;

fn reader(kernel: Kernel, kind: Kind) -> PairReader {
    let weights = made::file(&made::pair_reader(2, kind, 5));
    let tagger = made::file(&made::tagger(PIECES, kind, 6));
    PairReader::parse_for(kernel, &weights, &tagger, &made::vocabulary(PIECES)).unwrap()
}

/// A reader of usual weights and one of extreme weights for each kernel, the plainest first.
static READERS: LazyLock<Vec<(Kernel, [PairReader; 2])>> = LazyLock::new(|| {
    let kinds = [Kind::Usual, Kind::Extreme];
    let mut readers: Vec<_> = Kernel::available()
        .into_iter()
        .map(|kernel| (kernel, kinds.map(|kind| reader(kernel, kind))))
        .collect();
    readers.reverse();
    readers
});

fn fastest(extreme: bool) -> &'static PairReader {
    &READERS.last().unwrap().1[usize::from(extreme)]
}

fn read(reader: &PairReader, statement: &str, proposition: &str) -> PairReading {
    reader.read(
        &reader.prepare_statement(statement),
        &reader.prepare(proposition),
    )
}

/// All that is read, to the last bit.
fn bits(reading: &PairReading) -> Vec<(usize, usize, u32)> {
    let probabilities = reading
        .probabilities
        .iter()
        .map(|number| (0, 0, number.to_bits()));
    let shares = reading.shares.iter();
    let shares = shares.map(|(word, share)| (word.start, word.end, share.to_bits()));
    probabilities.chain(shares).collect()
}

/// Checks that probabilities are some, and that shares are of words in order.
fn check(reader: &PairReader, statement: &str, proposition: &str) {
    let reading = read(reader, statement, proposition);
    let sum: f32 = reading.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-5, "{reading:?}");
    let mut end = 0;
    for (word, share) in &reading.shares {
        assert!(word.start >= end && !statement[word.clone()].trim().is_empty());
        assert!(share.is_finite());
        end = word.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn kernels_agree(words in (0_usize..60, 0_usize..30), extreme: bool, seed: u64) {
        let mut random = Random(seed);
        let (one, two) = (made::text(&mut random, words.0), made::text(&mut random, words.1));
        let mut found = READERS.iter().map(|(kernel, readers)| {
            (kernel.name(), bits(&read(&readers[usize::from(extreme)], &one, &two)))
        });
        let (_, portable) = found.next().unwrap();
        for (name, bits) in found {
            prop_assert_eq!(bits, &portable[..], "{}", name);
        }
    }

    #[test]
    fn a_pair_reads_the_same_among_others(
        lengths in prop::collection::vec((0_usize..100, 0_usize..30), 0..12),
        seed: u64,
    ) {
        let reader = fastest(false);
        let mut random = Random(seed);
        let prepared: Vec<_> = lengths.iter().map(|(one, two)| {
            let (one, two) = (made::text(&mut random, *one), made::text(&mut random, *two));
            (reader.prepare_statement(&one), reader.prepare(&two))
        }).collect();
        let pairs: Vec<_> = prepared.iter().map(|(one, two)| (one, two)).collect();
        let alone: Vec<_> = pairs.iter().map(|(one, two)| bits(&reader.read(one, two))).collect();
        let together: Vec<_> = reader.read_all(&pairs).iter().map(bits).collect();
        prop_assert_eq!(together, alone);
    }

    #[test]
    fn any_text_is_read(
        statement in "\\PC{0,80}|[a-zA-Z0-9 .,'’“”\"\n]{0,200}|(?s).{0,60}",
        proposition in "\\PC{0,40}",
        extreme: bool,
    ) {
        check(fastest(extreme), &statement, &proposition);
    }
}

#[test]
fn hostile_texts_are_read() {
    for text in [
        "",
        " \n\t",
        "\0\0\0",
        "\u{301}\u{301}a\u{301}",
        "ǅ İ ß ﬁ ² Ⅷ 日本語 🙂 \u{200d}",
        &"a".repeat(1 << 20),
        &"a ".repeat(1 << 18),
        &"\u{1d11e}".repeat(1 << 14),
    ] {
        for extreme in [false, true] {
            check(fastest(extreme), text, "");
            check(fastest(extreme), "", text);
        }
    }
}

#[test]
fn what_is_too_long_is_cut_off() {
    let reader = fastest(false);
    let words = |count: usize| vec!["a"; count].join(" ");
    let expected = read(reader, &words(96), &words(32));
    assert_eq!(expected.shares.len(), 96);
    assert_eq!(read(reader, &words(97), &words(33)), expected);
    assert_ne!(
        read(reader, &words(95), &words(32)).probabilities,
        expected.probabilities
    );
}

#[test]
fn the_pieces_of_a_word_share() {
    let reader = fastest(false);
    let text = "zzz é — 7qq";
    let reading = read(reader, text, "a");
    let words: Vec<_> = reading
        .shares
        .iter()
        .map(|(word, _)| &text[word.clone()])
        .collect();
    assert_eq!(words, ["zzz", "é", "—", "7qq"]);
}

fn check_fault(change: impl FnOnce(&mut Vec<Tensor>), expected: &str) {
    let mut tensors = made::pair_reader(1, Kind::Usual, 5);
    change(&mut tensors);
    let tagger = made::file(&made::tagger(PIECES, Kind::Usual, 6));
    let read = PairReader::parse(&made::file(&tensors), &tagger, &made::vocabulary(PIECES));
    assert_eq!(read.unwrap_err().to_string(), expected);
}

fn named<'a>(tensors: &'a mut [Tensor], name: &str) -> &'a mut Tensor {
    let mut tensors = tensors.iter_mut();
    tensors.find(|tensor| tensor.name == name).unwrap()
}

#[test]
fn faults_name_the_tensor() {
    check_fault(
        |tensors| tensors.retain(|tensor| tensor.name != "layer.0.merge.scale"),
        "the weights have no tensor `layer.0.merge.scale`",
    );
    check_fault(
        |tensors| named(tensors, "layer.0.widen").shape = vec![384, 1536],
        "tensor `layer.0.widen` has the shape [384, 1536], not [1536, 384]",
    );
    check_fault(
        |tensors| named(tensors, "embed.own").kind = Dtype::U8,
        "tensor `embed.own` holds U8, not I8",
    );
    check_fault(
        |tensors| named(tensors, "out.bias").bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes()),
        "tensor `out.bias` has a number that is not finite or above 500",
    );
}

#[test]
fn a_tagger_without_its_table_is_told() {
    let weights = made::file(&made::pair_reader(1, Kind::Usual, 5));
    let read = PairReader::parse(&weights, &weights, "");
    let expected = "the weights have no tensor `pieces`";
    assert_eq!(read.unwrap_err().to_string(), expected);
}
