//! Charts, as SVG: pure functions of views.
