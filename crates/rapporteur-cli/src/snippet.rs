//! Mistakes in a codebook, shown with the line they stand in.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rapporteur::CodebookProblem;

/// Shows every mistake on standard error.
pub(crate) fn report(file: &str, source: &str, problems: &[CodebookProblem]) {
    let renderer = Renderer::styled();
    for problem in problems {
        let group = Level::ERROR
            .primary_title(problem.message.as_str())
            .element(
                Snippet::source(source)
                    .path(file)
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
