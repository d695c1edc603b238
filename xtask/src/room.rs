//! How fast the pages of the reading room are on a record.
//!
//! The release binary serves; pages are asked for one after the other, as a browser would, and each
//! answer is read to its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use clap::Args;

use crate::{Failure, root};

/// Options of a run.
#[derive(Debug, Args)]
pub(crate) struct Room {
    /// The record
    #[arg(long, value_name = "FILE")]
    record: PathBuf,
    /// How often each page is asked for after the first time
    #[arg(long, default_value_t = 9)]
    times: usize,
    /// What is asked for, instead of the usual pages
    #[arg(value_name = "ADDRESSES")]
    addresses: Vec<String>,
}

const PAGES: [&str; 16] = [
    "/",
    "/timeline",
    "/positions",
    "/statements",
    "/articles",
    "/articles/1",
    "/compare?event=1",
    "/names",
    "/deadlocks",
    "/networks",
    "/review",
    "/log",
    "/add",
    "/brief.json",
    "/timeline.json",
    "/review.json",
];

/// Opens the room and times its pages.
pub(crate) fn run(options: &Room) -> Result<(), Failure> {
    let (mut child, address) = open(options)?;
    let addresses: Vec<&str> = if options.addresses.is_empty() {
        PAGES.to_vec()
    } else {
        options.addresses.iter().map(String::as_str).collect()
    };
    println!(
        "{:<24}{:>8}{:>9}{:>9}{:>9}",
        "ms", "first", "median", "slowest", "kB"
    );
    let timed = addresses.iter().try_for_each(|page| {
        let told = time(&address, page, options.times)?;
        println!("{page:<24}{told}");
        Ok(())
    });
    let _ = child.kill();
    let _ = child.wait();
    timed
}

fn open(options: &Room) -> Result<(Child, String), Failure> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let binary = target.join("release/rapporteur");
    let mut child = Command::new(&binary)
        .arg("--record")
        .arg(&options.record)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::io(&binary, error))?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out)
            .read_line(&mut line)
            .map_err(|error| Failure::io(&binary, error))?;
    }
    let address = line
        .trim()
        .rsplit_once("http://")
        .map(|(_, address)| address);
    match address {
        Some(address) => Ok((child, address.to_owned())),
        None => Err(Failure::Task("the room did not say where it is".to_owned())),
    }
}

/// Asks for a page and says how long the first answer took, and the others in the middle and at most.
fn time(address: &str, page: &str, times: usize) -> Result<String, Failure> {
    let mut taken = Vec::new();
    let mut bytes = 0;
    for _ in 0..=times {
        let began = Instant::now();
        let (status, length) = ask(address, page)?;
        taken.push(began.elapsed().as_secs_f64() * 1000.0);
        bytes = length;
        if status != "200" {
            return Ok(format!("  answered {status}"));
        }
    }
    let first = taken.remove(0);
    taken.sort_by(f64::total_cmp);
    let at = |place: usize| taken.get(place).copied().unwrap_or_default();
    Ok(format!(
        "{first:>8.0}{:>9.0}{:>9.0}{:>9}",
        at(taken.len() / 2),
        at(taken.len().saturating_sub(1)),
        bytes / 1000
    ))
}

/// Asks for a page; returns the status and how many bytes came.
fn ask(address: &str, page: &str) -> Result<(String, usize), Failure> {
    let failed = |error: std::io::Error| Failure::Task(format!("{page}: {error}"));
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    let request = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(failed)?;
    let head = String::from_utf8_lossy(answer.get(..64).unwrap_or(&answer)).into_owned();
    let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
    Ok((status, answer.len()))
}
