//! Charts, as SVG: pure functions of views.

pub(crate) mod mark;
pub(crate) mod network;
pub(crate) mod scale;
pub(crate) mod svg;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod waiting;
