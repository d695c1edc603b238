//! Each case is a text, what its source declares, and the language it is in.

use crate::{Document, TextResources};

fn check(text: &str, declared: Option<&str>, expected: &str) {
    let resources = TextResources::of_models();
    let document = Document::read(text, declared, &resources);
    assert_eq!(document.language().code(), expected, "{text:?}");
    assert_eq!(document.readable(), expected == "en", "{text:?}");
    let codes: Vec<_> = document
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    let expected: &[&str] = if document.readable() {
        &[]
    } else {
        &["language.not-read"]
    };
    assert_eq!(codes, expected);
}

const SPANISH: &str = "La ministra de Exteriores de Valdria, Ilva Maren, dijo el martes que las \
    conversaciones de Port Sorrel no se reanudarán mientras queden tropas en las islas.";
const GERMAN: &str = "Die Gespräche könnten erst beginnen, wenn die Truppen abgezogen seien, sagte \
    Außenministerin Ilva Maren am Dienstag in Port Sorrel nach einem Treffen mit dem Gesandten.";
const FRENCH: &str = "La ministre des Affaires étrangères de Valdria a déclaré mardi que les \
    pourparlers ne reprendraient pas tant que les troupes resteraient sur les îles.";
const RUSSIAN: &str = "Министр иностранных дел заявила во вторник, что переговоры не возобновятся, \
    пока войска остаются на островах, сообщает агентство Harbour Wire.";

#[test]
fn english_is_read_however_short() {
    check(
        "Maren said that the talks would resume on Tuesday.",
        None,
        "en",
    );
    check("Talks resume on Tuesday, says the minister.", None, "en");
    check("Kestoria withdraws", Some("en-GB"), "en");
    check("Maren said that the talks would resume.", Some("es"), "en");
}

#[test]
fn other_languages_are_told_and_not_read() {
    check(SPANISH, None, "es");
    check(GERMAN, None, "de");
    check(FRENCH, None, "fr");
    check(RUSSIAN, None, "ru");
    check("外交部长说，会谈将在星期二恢复。", None, "zh");
}

#[test]
fn a_wrong_declaration_does_not_make_english() {
    check(SPANISH, Some("en"), "es");
    check(GERMAN, Some("en"), "de");
    check(RUSSIAN, Some("en"), "ru");
}

#[test]
fn english_names_and_furniture_do_not_make_english() {
    let text = format!(
        "Sign up for our newsletter\n{SPANISH}\nHarbour Wire, Narrows Monitor, Salt Islands, The \
         Old Mint\nRead more: The talks of the week and what is behind them\nFollow us on Facebook"
    );
    check(&text, None, "es");
}

#[test]
fn one_foreign_paragraph_does_not_make_an_english_article_foreign() {
    let english = "The foreign minister said on Tuesday that the talks would resume after the \
        troops had left the islands, and that her government was ready for them.\n\n";
    check(&format!("{}{SPANISH}", english.repeat(3)), None, "en");
    check(&format!("{SPANISH}\n\n{}", english.repeat(3)), None, "en");
}

#[test]
fn a_text_that_says_too_little_is_undetermined() {
    check("", None, "und");
    check("12 345", None, "und");
    check("Velm Skerrow", None, "und");
    check("Velm Skerrow", Some("uk"), "uk");
}
