//! Charts, as SVG: pure functions of views.

mod axis;
pub(crate) mod gap;
pub(crate) mod line;
pub(crate) mod mark;
pub(crate) mod network;
pub(crate) mod scale;
pub(crate) mod svg;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod waiting;
