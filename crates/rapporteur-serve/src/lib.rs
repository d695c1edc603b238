//! The reading room: the record of the engine as pages for a browser, and the same as JSON.
//!
//! Every page is one file in `pages`, has its data at the same address with `.json` behind it, and
//! shows views of the engine as they are. Charts are drawn here as SVG, by pure functions of views.
//! Nothing is fetched from elsewhere, nothing runs in the browser that reading needs.
//!
//! It knows no SQL, no reader of texts and no terminal. Who may write, and who may read, is decided in
//! `guard` for all pages alike.
//!
//! ```no_run
//! use rapporteur::{Clerk, Record};
//! use rapporteur_serve::{Room, RoomOptions};
//!
//! # async fn open(clerk: Clerk) -> Result<(), rapporteur::Error> {
//! let record = Record::open("record.rapporteur".as_ref()).await?;
//! let room = Room::open(record, RoomOptions::local(clerk)).await?;
//! println!("{}", room.entrance());
//! room.run(std::future::pending()).await
//! # }
//! ```

mod adding;
mod address;
mod ahead;
mod answer;
mod assets;
mod draw;
mod failure;
mod given;
mod guard;
mod kept;
mod openapi;
mod pages;
mod room;
mod routes;
mod visit;

pub use room::{Room, RoomOptions};
