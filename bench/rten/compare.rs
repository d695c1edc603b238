//! The tagger beside the same network in single precision under `rten`, on one thread:
//! `cargo run --release -- attribution-en.onnx`, with a file of `training/attribution/export_onnx.py`.
//!
//! The article is made of words that are one piece each, so both read the same pieces. `rten` only
//! runs the network up to the scores of tags; the tagger cuts the text, runs the network, finds the
//! tags, their probabilities and the attributions.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use rapporteur_models::attribution::{VOCABULARY, WEIGHTS};
use rapporteur_tagger::{Tag, Tagged, Tagger};
use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

/// Words of the article, which are its pieces.
const WORDS: usize = 1_000;

/// Runs of each, in turn; the fastest counts, since other work only slows down.
const ROUNDS: usize = 30;

/// Picks every so many lines of the vocabulary.
const STRIDE: usize = 7_919;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name the ONNX file")?;
    let model = Model::load_file(path)?;
    let pool = Arc::new(ThreadPool::with_num_threads(1));
    let tagger = Tagger::parse(WEIGHTS, VOCABULARY)?;
    let (text, pieces) = article();
    let whole = 0..text.len();
    let stretches = std::slice::from_ref(&whole);
    let features = NdTensor::from_fn([1, WORDS, 4], |[_, word, feature]| {
        // Small letters outside quotation marks; the first word starts, the others follow a space.
        i32::from(feature == if word == 0 { 2 } else { 3 })
    });
    let pieces = NdTensor::from_data([1, WORDS], pieces);
    let inputs = [model.node_id("pieces")?, model.node_id("features")?];
    let output = model.node_id("scores")?;
    let run = || -> Result<NdTensor<f32, 3>, Box<dyn Error>> {
        let given = vec![
            (inputs[0], pieces.view().into()),
            (inputs[1], features.view().into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(pool.clone()));
        let [scores] = model.run_n(given, [output], Some(options))?;
        Ok(scores.try_into()?)
    };
    let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(tagger.read(black_box(&text), stretches));
        ours = ours.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        black_box(run()?);
        theirs = theirs.min(start.elapsed().as_secs_f64());
    }
    report(&tagger.read(&text, stretches), &run()?);
    println!("rapporteur-tagger: {:.0} pieces/s", WORDS as f64 / ours);
    println!("rten, one thread: {:.0} pieces/s", WORDS as f64 / theirs);
    println!("ratio: {:.1}", theirs / ours);
    Ok(())
}

/// Makes a text of small words that are lines of the vocabulary; returns their numbers too.
fn article() -> (String, Vec<i32>) {
    let small = |line: &str| line.len() > 2 && line.bytes().all(|byte| byte.is_ascii_lowercase());
    let lines = VOCABULARY.lines().zip(0_i32..);
    let lines: Vec<(&str, i32)> = lines.filter(|(line, _)| small(line)).collect();
    let chosen = (0..WORDS).map(|word| lines[word * STRIDE % lines.len()]);
    let (words, pieces): (Vec<&str>, Vec<i32>) = chosen.unzip();
    (words.join(" "), pieces)
}

/// Says how near the two are, so that nobody compares different networks.
fn report(ours: &Tagged, theirs: &NdTensor<f32, 3>) {
    let (mut largest, mut same) = (0.0_f32, 0);
    for word in 0..WORDS {
        let theirs: Vec<f32> = (0..Tag::ALL.len())
            .map(|tag| theirs[[0, word, tag]])
            .collect();
        let pairs = ours.emissions(word).iter().zip(&theirs);
        largest = pairs.map(|(a, b)| (a - b).abs()).fold(largest, f32::max);
        same += usize::from(highest(ours.emissions(word)) == highest(&theirs));
    }
    println!(
        "{same} of {WORDS} words score the same tag highest; scores differ by {largest:.2} at most"
    );
}

fn highest(scores: &[f32]) -> Option<usize> {
    let order = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1);
    scores.iter().enumerate().max_by(order).map(|(tag, _)| tag)
}
