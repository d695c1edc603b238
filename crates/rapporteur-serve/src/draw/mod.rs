//! Charts, as SVG: pure functions of views.

pub(crate) mod scale;
pub(crate) mod svg;
