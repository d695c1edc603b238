//! Addresses of a page with one choice more, or one less.

use crate::answer::percent;

/// A page with what is chosen on it, as it stands in its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    path: String,
    fields: Vec<(&'static str, String)>,
}

impl Address {
    /// Puts a page and what is chosen on it together; what is not given is left out.
    pub(crate) fn new(
        path: impl Into<String>,
        fields: impl IntoIterator<Item = (&'static str, Option<String>)>,
    ) -> Self {
        let given = |(name, value): (&'static str, Option<String>)| Some((name, value?));
        Self {
            path: path.into(),
            fields: fields.into_iter().filter_map(given).collect(),
        }
    }

    /// Returns what is chosen of a field.
    pub(crate) fn chosen(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(field, _)| *field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the fields that are chosen, but for some: what a form has to carry along.
    pub(crate) fn besides(&self, names: &[&str]) -> Vec<(&'static str, &str)> {
        let fields = self.fields.iter();
        let others = fields.filter(|(name, _)| !names.contains(name));
        others
            .map(|(name, value)| (*name, value.as_str()))
            .collect()
    }

    /// The same page with another choice.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut other = self.without(name);
        other.fields.push((name, value.into()));
        other
    }

    /// The same page with one choice taken back.
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.fields.retain(|(field, _)| *field != name);
        other
    }

    /// Another page with the same choices.
    pub(crate) fn at(&self, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            fields: self.fields.clone(),
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        for (place, (name, value)) in self.fields.iter().enumerate() {
            let join = if place == 0 { '?' } else { '&' };
            write!(f, "{join}{name}={}", percent(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_added_and_taken_back() {
        let words = Some("salt & “islands”".to_owned());
        let all = Address::new("/statements", [("words", words), ("party", None)]);
        assert_eq!(
            all.to_string(),
            "/statements?words=salt%20%26%20%E2%80%9Cislands%E2%80%9D"
        );
        let kestoria = all.with("party", "kestoria").without("words");
        assert_eq!(kestoria.to_string(), "/statements?party=kestoria");
        assert_eq!(
            kestoria.with("party", "valdria").chosen("party"),
            Some("valdria")
        );
        assert_eq!(kestoria.besides(&["party"]), []);
        assert_eq!(kestoria.without("party").to_string(), "/statements");
        assert_eq!(kestoria.at("/x").to_string(), "/x?party=kestoria");
    }
}
