//! One file per page: what it is asked, what it shows, and what is done from it.

pub(crate) mod add;
pub(crate) mod brief;
pub(crate) mod log;
pub(crate) mod login;
pub(crate) mod parties;
pub(crate) mod review;

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
