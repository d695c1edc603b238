//! Names across articles: listing them, looking at one, deciding about them.

mod decide;
mod list;
mod office;
mod preview;
mod show;
mod spelled;
mod suggested;

pub use decide::{DecidedNames, Verdict};
pub use list::{NameLine, NamePage, NameQuery, NameRef};
pub use office::OfficeView;
pub use preview::NamesPreview;
pub use show::{CalledView, NameView, PassageView};
pub use spelled::SpellingView;
pub(super) use spelled::Wordbook;
pub use suggested::{NameBrief, SuggestionView};

use crate::entities::{Group, Groups, Sought, slug};
use crate::error::{Error, ErrorKind};
use crate::nearest;

/// How many candidates an error names.
const CANDIDATES: usize = 5;

/// Finds the entity that somebody typed, and those of its parts that were named.
fn sought<'a>(groups: &'a Groups, typed: &str) -> Result<(&'a Group, Vec<usize>), Error> {
    match groups.seek(typed) {
        Sought::One(group, parts) => Ok((group, parts)),
        Sought::Several(several) => {
            let candidates: Vec<String> = several
                .iter()
                .take(CANDIDATES)
                .map(|group| format!("{} ({})", group.id, group.name))
                .collect();
            let more = several.len().saturating_sub(CANDIDATES);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            let message = format!("{typed:?} may be {}{more}", candidates.join(", "));
            Err(Error::new(ErrorKind::Input, message).with_hint("type one of these ids instead"))
        }
        Sought::None => {
            let message = format!("no name {typed:?} is on the record");
            let bare = typed.split_once(':').map_or(typed, |(_, name)| name);
            let slugs: Vec<String> = groups.all().iter().map(|group| slug(&group.name)).collect();
            let near = nearest(&slug(bare), slugs.iter().map(String::as_str));
            let near = near.and_then(|near| slugs.iter().position(|slug| slug == near));
            let hint = match near.and_then(|place| groups.get(place)) {
                Some(group) => format!("did you mean {}? `rapporteur names` lists all", group.id),
                None => {
                    "`rapporteur names` lists all, `rapporteur names --search TEXT` some".to_owned()
                }
            };
            Err(Error::new(ErrorKind::NotFound, message).with_hint(hint))
        }
    }
}
