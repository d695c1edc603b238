//! Charts, as SVG: pure functions of views.

mod axis;
pub(crate) mod gap;
pub(crate) mod line;
pub(crate) mod scale;
pub(crate) mod svg;
