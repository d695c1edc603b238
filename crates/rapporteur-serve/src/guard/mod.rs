//! Who comes in: hosts, origins, keys, sessions, and what a browser is told to refuse.

mod door;
mod headers;
mod key;
mod sessions;
#[cfg(test)]
mod tests;
mod tries;

pub(crate) use door::{cookie as cookie_of, greet, same_page, sent_token};
pub(crate) use headers::protect;
pub(crate) use key::Key;
pub(crate) use sessions::{Sessions, cookie, forget_cookie};
pub(crate) use tries::Tries;
