#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::expect_used)]
mod support;
use rapporteur_core::*;
use rapporteur_extract::{Data, Reader, Resources};
use rapporteur_text::Document;
#[test]
fn dev() {
    let base = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../rapporteur-models/data/extract");
    let cal = std::fs::read_to_string(base.join("calendar.tsv")).unwrap();
    let tim = std::fs::read_to_string(base.join("times.tsv")).unwrap();
    let (res, faults) = Resources::parse_with_faults(&Data { calendar: &cal, times: &tim, ..support::DATA });
    for f in faults { println!("FAULT {f:?}"); }
    let file = std::env::var("DEV_IN").unwrap();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = v["t"].as_str().unwrap();
        let document = Document::read(text, Some("en"), &support::TEXT_RESOURCES);
        let metadata = Metadata { published: Published { edtf: v["d"].as_str().and_then(Edtf::parse), from: DateSource::Option }, ..Metadata::default() };
        let r = Reader::new(&res, None, None, Provenance::default()).read(&document, &metadata);
        let out: Vec<_> = r.times.iter().map(|t| serde_json::json!([t.range.slice(text), t.kind, t.value, t.relative, t.bounds, t.anchor])).collect();
        println!("OUT {}", serde_json::json!({"t": text, "read": r.read, "times": out}));
    }
}

#[test]
fn bench() {
    let mut texts = Vec::new();
    for e in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../example/articles")).unwrap() {
        texts.push(std::fs::read_to_string(e.unwrap().path()).unwrap_or_default());
    }
    let docs: Vec<_> = texts.iter().map(|t| Document::read(t, Some("en"), &support::TEXT_RESOURCES)).collect();
    let words: usize = docs.iter().map(|d| d.tokens().len()).sum();
    let full = Resources::parse(&support::DATA);
    let none = Resources::parse(&Data { times: "", ..support::DATA });
    let metadata = Metadata { published: Published { edtf: Edtf::parse("2031-03-12"), from: DateSource::Option }, ..Metadata::default() };
    let mut best = [f64::MAX; 2];
    for _ in 0..15 {
        for (i, r) in [&full, &none].into_iter().enumerate() {
            let reader = Reader::new(r, None, None, Provenance::default());
            let t = std::time::Instant::now();
            for d in &docs { std::hint::black_box(reader.read(d, &metadata)); }
            best[i] = best[i].min(t.elapsed().as_secs_f64());
        }
    }
    println!("{words} words, with {:.3} us/word, without {:.3} us/word", best[0]*1e6/words as f64, best[1]*1e6/words as f64);
}
