//! Source, cue and content, drawn under the text: `S`, `C` and `X`.

use rapporteur_core::TextRange;

use crate::support::read_talks;

/// Reads a text and compares its attributions, one line of marks each, in the order of the text.
fn check(text: &str, expected: &[&str]) {
    let reading = read_talks(text);
    let found: Vec<String> = reading
        .statements
        .iter()
        .map(|statement| {
            let mut marks: Vec<char> = text.chars().map(|_| ' ').collect();
            let mut draw = |ranges: &[TextRange], mark: char| {
                for range in ranges {
                    let start = text[..range.start()].chars().count();
                    let end = text[..range.end()].chars().count();
                    marks[start..end].fill(mark);
                }
            };
            draw(&statement.content, 'X');
            draw(&statement.source, 'S');
            draw(&statement.cue, 'C');
            marks.iter().collect::<String>().trim_end().to_owned()
        })
        .collect();
    assert_eq!(found, expected, "\n{text}\n{}\n", found.join("\n"));
}

#[test]
fn a_quotation_before_its_cue() {
    check(
        "“We will not leave,” Ilva Maren said.",
        &["XXXXXXXXXXXXXXXXXXXX SSSSSSSSSS CCCC"],
    );
    check(
        "“We will not leave,” said Ilva Maren, the Valdrian foreign minister.",
        &["XXXXXXXXXXXXXXXXXXXX CCCC SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS"],
    );
}

#[test]
fn a_quotation_after_its_cue() {
    check(
        "Maren said: “We will not leave.”",
        &["SSSSS CCCC  XXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "Maren told reporters in Port Sorrel: “We will not leave.”",
        &["SSSSS CCCC                           XXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn a_quotation_split_by_its_cue() {
    check(
        "“We waited,” Maren said, “and nobody came.”",
        &["XXXXXXXXXXXX SSSSS CCCC  XXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn a_quotation_that_runs_on() {
    check(
        "“We waited,” Maren said. “Nobody came. We left.”",
        &["XXXXXXXXXXXX SSSSS CCCC  XXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn a_clause_with_and_without_that() {
    check(
        "Ilva Maren said that the talks had failed.",
        &["SSSSSSSSSS CCCC XXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "Ilva Maren has said the talks had failed.",
        &["SSSSSSSSSS CCCCCCCC XXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn a_clause_before_its_cue() {
    check(
        "The talks have failed, Maren said on Tuesday.",
        &["XXXXXXXXXXXXXXXXXXXXX  SSSSS CCCC"],
    );
    check(
        "Kestoria, she says, is waiting for an answer.",
        &["XXXXXXXX  SSS CCCC  XXXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn an_apposition_between_subject_and_cue() {
    check(
        "Ilva Maren, Valdria's foreign minister, said that the talks had failed.",
        &["SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS  CCCC XXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "Talks can resume soon, Valdria's foreign minister, Ilva Maren, said on Tuesday.",
        &["XXXXXXXXXXXXXXXXXXXXX  SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS  CCCC"],
    );
    check(
        "Maren, speaking in Port Sorrel, said that the talks had failed.",
        &["SSSSS                           CCCC XXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn according_to_before_and_after() {
    check(
        "According to Maren, the talks lasted six hours.",
        &["CCCCCCCCCCCC SSSSS  XXXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "The talks lasted six hours, according to the defence ministry.",
        &["XXXXXXXXXXXXXXXXXXXXXXXXXX  CCCCCCCCCCCC SSSSSSSSSSSSSSSSSSSS"],
    );
    check(
        "In his words, the talks were over.",
        &["   SSSSCCCCC  XXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn what_is_demanded_refused_and_wanted() {
    check(
        "Kestoria rejected the proposal for a ceasefire.",
        &["SSSSSSSS CCCCCCCC XXXXXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "Valdria is ready to exchange prisoners.",
        &["SSSSSSS CCCCCCCC XXXXXXXXXXXXXXXXXXXXX"],
    );
    check(
        "Orlan accused Valdria of breaking the truce.",
        &["SSSSS CCCCCCC XXXXXXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn what_a_noun_reports() {
    check(
        "The meeting ended after Maren's demand that Kestoria withdraw.",
        &["                        SSSSSSS CCCCCC XXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn cues_that_share_a_subject() {
    check(
        "Maren described the paper as a start, yet warned against haste.",
        &[
            "SSSSS CCCCCCCCC XXXXXXXXXXXXXXXXXXXX",
            "SSSSS                                     CCCCCC XXXXXXXXXXXXX",
        ],
    );
    check(
        "“We are ready,” she said, adding that the paper was weak.",
        &[
            "XXXXXXXXXXXXXXX SSS CCCC",
            "                SSS       CCCCCC XXXXXXXXXXXXXXXXXXXXXXX",
        ],
    );
}

#[test]
fn speech_within_speech_is_kept_and_a_wish_within_is_not() {
    check(
        "Maren said that Orlan had promised that the guns would fall silent.",
        &[
            "SSSSS CCCC XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
            "                SSSSS CCCCCCCCCCCC XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        ],
    );
    check(
        "Maren said that Orlan wanted to wait.",
        &["SSSSS CCCC XXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn nobody_is_named() {
    check(
        "It was announced that the talks would go on.",
        &["CCCCCCCCCCCCCCCC XXXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
}

#[test]
fn a_line_of_a_transcript() {
    check(
        "MAREN: We have waited for a year.",
        &["SSSSSC XXXXXXXXXXXXXXXXXXXXXXXXXX"],
    );
    check("NET: what the fishermen stand to lose.", &[]);
}

#[test]
fn what_is_no_attribution() {
    check("The plan drafted by Kestoria aims to end the war.", &[]);
    check("The two states share a border and a river.", &[]);
    check("The “special zone” lies north of the Salt Islands.", &[]);
}
