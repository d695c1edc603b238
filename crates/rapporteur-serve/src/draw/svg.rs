//! SVG as it is written: the one place where text of a drawing is escaped and numbers are put down.

/// A drawing as it grows: elements are opened, filled and closed.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    out: String,
    open: Vec<&'static str>,
}

/// An element whose attributes are being written.
pub(crate) struct Tag<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Svg {
    /// Begins an element; it is there once it is closed, opened or holds a text.
    pub(crate) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { svg: self, name }
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end(name);
        }
    }

    /// Returns what was drawn, with everything closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

impl Tag<'_> {
    /// Writes an attribute that is a number, such as a place in the drawing.
    pub(crate) fn at(self, name: &str, value: f64) -> Self {
        self.with(name, &number(value))
    }

    /// Writes an attribute that is a text.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        let out = &mut self.svg.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        out.push_str(&escape(value));
        out.push('"');
        self
    }

    /// Opens the element: what follows stands in it.
    pub(crate) fn open(self) {
        self.svg.out.push('>');
        self.svg.open.push(self.name);
    }

    /// Ends the element, with nothing in it.
    pub(crate) fn empty(self) {
        self.svg.out.push_str("/>");
    }

    /// Ends the element, with a text in it.
    pub(crate) fn holding(self, text: &str) {
        self.svg.out.push('>');
        self.svg.out.push_str(&escape(text));
        self.svg.end(self.name);
    }
}

/// Escapes a text for SVG within a page or alone; what XML cannot hold becomes U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            control if control.is_control() => out.push('\u{fffd}'),
            character => out.push(character),
        }
    }
    out
}

/// Writes a number with at most one digit behind the point: a tenth of a pixel shows nowhere, and the
/// same drawing gives the same bytes on every machine.
pub(crate) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if !tenths.is_finite() || tenths == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{:.1}", tenths / 10.0);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_nested_and_closed() {
        let mut svg = Svg::default();
        svg.tag("svg").with("class", "chart").open();
        svg.tag("a").with("href", "/articles/1#s2").open();
        svg.tag("rect").at("x", 1.25).at("y", -0.01).empty();
        svg.close();
        svg.tag("text").holding("Valdria");
        assert_eq!(
            svg.finish(),
            "<svg class=\"chart\"><a href=\"/articles/1#s2\"><rect x=\"1.3\" y=\"0\"/></a>\
             <text>Valdria</text></svg>"
        );
    }

    #[test]
    fn text_is_escaped_wherever_it_stands() {
        let mut svg = Svg::default();
        svg.tag("text")
            .with("data-of", "\"><script>")
            .holding("</text><script>'&\u{0}");
        assert_eq!(
            svg.finish(),
            "<text data-of=\"&quot;&gt;&lt;script&gt;\">&lt;/text&gt;&lt;script&gt;&#39;&amp;\u{fffd}</text>"
        );
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (3.0, "3"),
            (2.449, "2.4"),
            (-7.25, "-7.3"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
    }
}
