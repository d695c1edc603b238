//! `rapporteur serve`

use std::net::{IpAddr, Ipv4Addr};

use clap::Args;
use rapporteur::Record;
use rapporteur_serve::{Room, RoomOptions};
use serde::Serialize;

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;

/// Open the record in a browser, to read, check and correct it
///
/// Only this machine can reach the pages unless --host says otherwise. Whoever opens the address that
/// is printed can also write; others log in with a name and password of `rapporteur users`. Ctrl-C
/// ends it.
#[derive(Debug, Args)]
#[command(
    after_help = "Beyond this machine:\n  rapporteur users add ada --role coder      somebody who may come in\n  rapporteur serve --host 0.0.0.0            whoever reads logs in first\n\nWhat is sent is not encrypted: put a reverse proxy with TLS before it where others share the network, and tell its name with --name."
)]
pub(crate) struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8031)]
    port: u16,
    /// A name that leads here, besides localhost; may be given several times
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Open a browser
    #[arg(long)]
    open: bool,
}

/// Where the room is, for programs.
#[derive(Serialize)]
struct Opened<'a> {
    address: String,
    entrance: String,
    key: &'a str,
}

pub(crate) async fn run(serve: Serve, global: &Global) -> Result<Exit, Failure> {
    let record = Record::create_or_open(&global.record).await?;
    let options = RoomOptions {
        host: serve.host,
        port: serve.port,
        names: serve.name,
        clerk: session::clerk(global),
    };
    let room = Room::open(record.clone(), options).await?;
    if global.json {
        output::json(&Opened {
            address: room.address(),
            entrance: room.entrance(),
            key: room.key(),
        })?;
    } else {
        output::text(&format!(
            "{} is open at {}\nto write, too: {}\nend with Ctrl-C",
            global.record.display(),
            room.address(),
            room.entrance(),
        ))?;
    }
    if serve.open && !browse(&room.entrance()) {
        eprintln!("no browser could be started: open the address yourself");
    }
    room.run(ended()).await?;
    record.close().await;
    Ok(Exit::Done)
}

/// Waits until somebody ends the program.
async fn ended() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}

/// Opens a browser; says whether one could be started.
fn browse(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("explorer", &[])
    } else {
        ("xdg-open", &[])
    };
    let started = std::process::Command::new(program)
        .args(arguments)
        .arg(address)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    started.is_ok()
}
