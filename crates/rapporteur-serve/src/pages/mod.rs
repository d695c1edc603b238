//! One file per page: what it is asked, what it shows, and what is done from it.

pub(crate) mod add;
pub(crate) mod article;
pub(crate) mod articles;
pub(crate) mod brief;
pub(crate) mod compare;
pub(crate) mod deadlocks;
pub(crate) mod log;
pub(crate) mod login;
pub(crate) mod names;
pub(crate) mod networks;
pub(crate) mod parties;
pub(crate) mod positions;
pub(crate) mod review;
pub(crate) mod statements;
pub(crate) mod timeline;

/// The parts of the room, as every page lists them.
pub(crate) const PARTS: [(&str, &str); 11] = [
    ("/", "Brief"),
    ("/timeline", "Timeline"),
    ("/positions", "Positions"),
    ("/statements", "Statements"),
    ("/articles", "Articles"),
    ("/compare", "Compare"),
    ("/names", "Names"),
    ("/deadlocks", "Deadlocks"),
    ("/networks", "Networks"),
    ("/review", "Review"),
    ("/add", "Add"),
];
