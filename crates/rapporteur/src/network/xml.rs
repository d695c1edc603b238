//! What both XML formats are written with.

use std::borrow::Cow;
use std::io;

use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A writer of indented XML; names and values are escaped by it.
pub(super) struct Xml<W: io::Write>(quick_xml::Writer<W>);

impl<W: io::Write> Xml<W> {
    /// Begins a document.
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let mut writer = quick_xml::Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self(writer))
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(clean(attributes));
        self.0.write_event(Event::Start(tag))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(clean(attributes));
        self.0.write_event(Event::Empty(tag))
    }

    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.open(name, attributes)?;
        let text = allowed(text);
        self.0.write_event(Event::Text(BytesText::new(&text)))?;
        self.close(name)
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Ends the document with a line of its own.
    pub(super) fn end(self) -> io::Result<()> {
        self.0.into_inner().write_all(b"\n")
    }
}

/// Attributes that XML can hold; `quick_xml` escapes their values.
fn clean<'a>(attributes: &[(&'a str, &str)]) -> Vec<(&'a str, Cow<'a, str>)> {
    let cleaned = attributes.iter();
    let cleaned = cleaned.map(|(name, value)| (*name, Cow::Owned(allowed(value))));
    cleaned.collect()
}

/// Leaves out what XML 1.0 cannot hold, even escaped: control characters but tab and line ends.
fn allowed(text: &str) -> String {
    let fits = |character: &char| matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}
