//! Mistakes in a codebook, shown with the line they stand in.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rapporteur::CodebookProblem;

use crate::terminal::{acts, safe_line};

/// Shows every mistake on standard error.
pub(crate) fn report(file: &str, source: &str, problems: &[CodebookProblem]) {
    let renderer = Renderer::styled();
    let (file, source) = (safe_line(file), masked(source));
    for problem in problems {
        let group = Level::ERROR
            .primary_title(safe_line(&problem.message))
            .element(
                Snippet::source(source.as_str())
                    .path(file.as_str())
                    .annotation(AnnotationKind::Primary.span(problem.span.clone())),
            );
        let advice = problem
            .advice
            .as_deref()
            .map(|advice| Group::with_title(Level::HELP.secondary_title(advice)));
        let report: Vec<Group<'_>> = std::iter::once(group).chain(advice).collect();
        anstream::eprintln!("{}\n", renderer.render(&report));
    }
}

/// Puts question marks in the place of what a terminal would act on, byte for byte, so that spans
/// stay right. The renderer itself shows ASCII's control characters.
fn masked(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for character in source.chars() {
        if !character.is_ascii() && acts(character) {
            out.extend(std::iter::repeat_n('?', character.len_utf8()));
        } else {
            out.push(character);
        }
    }
    out
}
