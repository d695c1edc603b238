//! What a tagger promises for any text and any weights.

// Outside test functions the permission for tests does not hold.
#![allow(clippy::unwrap_used)]

use made::{Kind, Sizes, Tensor};
use proptest::prelude::*;
use rapporteur_tagger::{Tag, Tagged, Tagger};
use safetensors::tensor::Dtype;

mod made;

const SIZES: Sizes = Sizes {
    pieces: 400,
    width: 12,
    units: 20,
    layers: 2,
};

fn tagger(kind: Kind) -> Tagger {
    let weights = made::file(&made::tensors(SIZES, kind, 5));
    Tagger::parse(&weights, &made::vocabulary(SIZES.pieces)).unwrap()
}

fn whole(tagger: &Tagger, text: &str) -> Tagged {
    tagger.read(text, std::slice::from_ref(&(0..text.len())))
}

/// Checks that words lie in order, leave out nothing but white space, and have tags that may follow
/// one another and probabilities.
fn check(tagger: &Tagger, text: &str) {
    let tagged = whole(tagger, text);
    let mut end = 0;
    let mut before = Tag::Outside;
    for (number, word) in tagged.words().iter().enumerate() {
        let gap = &text[end..word.range.start];
        assert!(
            gap.chars()
                .all(|c| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
        );
        assert!(!text[word.range.clone()].is_empty());
        end = word.range.end;
        if let Tag::Inside(role) = word.tag {
            assert!(before == Tag::Begin(role) || before == word.tag);
        }
        before = word.tag;
        let probabilities = tagged.probabilities(number);
        assert_eq!(probabilities.len(), Tag::ALL.len());
        let sum: f32 = probabilities.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{probabilities:?}");
    }
    assert!(
        text[end..]
            .trim()
            .chars()
            .all(|c| ('\u{1c}'..='\u{1f}').contains(&c))
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}|[a-zA-Z0-9 .,'’“”\"\n]{0,200}|(?s).{0,60}", extreme: bool) {
        check(&tagger(if extreme { Kind::Extreme } else { Kind::Usual }), &text);
    }

    #[test]
    fn stretches_read_as_if_joined_by_line_ends(
        parts in prop::collection::vec("[a-zé’“” .]{0,30}", 1..6),
        gap in "[a-z ]{0,5}",
    ) {
        let tagger = tagger(Kind::Usual);
        let mut text = String::new();
        let mut stretches = Vec::new();
        for part in &parts {
            stretches.push(text.len()..text.len() + part.len());
            text.push_str(part);
            text.push_str(&gap);
        }
        let joined = parts.join("\n");
        let (apart, joined_read) = (tagger.read(&text, &stretches), whole(&tagger, &joined));
        let words = |tagged: &Tagged, text: &str| -> Vec<(String, Tag, Vec<u32>)> {
            let numbers = |word| tagged.emissions(word).iter().map(|score| score.to_bits()).collect();
            let words = tagged.words().iter().enumerate();
            words.map(|(at, word)| (text[word.range.clone()].to_owned(), word.tag, numbers(at))).collect()
        };
        prop_assert_eq!(words(&apart, &text), words(&joined_read, &joined));
    }
}

#[test]
fn hostile_texts_are_read() {
    let tagger = tagger(Kind::Usual);
    for text in [
        "",
        " \n\t",
        "\0\0\0",
        "\u{301}\u{301}a\u{301}",
        "ǅ İ ß ﬁ ² Ⅷ 日本語 🙂 \u{200d}",
        "'''\"\"\"‘‘’’“”",
        &"a".repeat(1 << 20),
        &"\u{1d11e}".repeat(1 << 14),
        &"é".repeat(1 << 19),
        &"“".repeat(1 << 14),
    ] {
        check(&tagger, text);
    }
}

#[test]
fn a_range_that_is_none_is_empty() {
    let tagger = tagger(Kind::Usual);
    let backward = std::ops::Range { start: 3, end: 1 };
    let tagged = tagger.read("née one", &[2..3, backward, 4..99, 5..8]);
    let words: Vec<_> = tagged
        .words()
        .iter()
        .map(|word| word.range.clone())
        .collect();
    assert_eq!(words, vec![5..8, 8..8][..1]);
}

fn check_fault(change: impl FnOnce(&mut Vec<Tensor>), expected: &str) {
    let mut tensors = made::tensors(SIZES, Kind::Usual, 5);
    change(&mut tensors);
    let read = Tagger::parse(&made::file(&tensors), &made::vocabulary(SIZES.pieces));
    assert_eq!(read.unwrap_err().to_string(), expected);
}

fn named<'a>(tensors: &'a mut [Tensor], name: &str) -> &'a mut Tensor {
    tensors
        .iter_mut()
        .find(|tensor| tensor.name == name)
        .unwrap()
}

#[test]
fn faults_name_the_tensor() {
    check_fault(
        |tensors| tensors.retain(|tensor| tensor.name != "out.bias"),
        "the weights have no tensor `out.bias`",
    );
    check_fault(
        |tensors| named(tensors, "lstm.1.b.hidden").shape = vec![20, 80],
        "tensor `lstm.1.b.hidden` has the shape [20, 80], not [80, 20]",
    );
    check_fault(
        |tensors| named(tensors, "features.2").shape = vec![1, 36],
        "tensor `features.2` has the shape [1, 36], not [at least 3, 12]",
    );
    check_fault(
        |tensors| named(tensors, "pieces").kind = Dtype::U8,
        "tensor `pieces` holds U8, not I8",
    );
    check_fault(
        |tensors| named(tensors, "crf.start").bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes()),
        "tensor `crf.start` has a number that is not finite or above 500",
    );
}

#[test]
fn faults_of_files_are_told() {
    let weights = made::file(&made::tensors(SIZES, Kind::Usual, 5));
    let cut = Tagger::parse(&weights[..100], "").unwrap_err().to_string();
    assert!(
        cut.starts_with("the weights are no safetensors file: "),
        "{cut}"
    );
    let long = Tagger::parse(&weights, &made::vocabulary(401))
        .unwrap_err()
        .to_string();
    assert_eq!(
        long,
        "the vocabulary has 401 lines, and there are weights for 400"
    );
}
