//! `rapporteur network`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rapporteur::{
    Duplicates, Edtf, NetworkActors, NetworkEvent, NetworkMode, NetworkOptions, NetworkType,
    Normalisation, QualifierUse, Record, edge_rows, matrix, write_gexf, write_graphml,
};

use super::reading::parse_date;
use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use rapporteur::wording::label;

/// Draw the network of actors and propositions, for programs that analyse networks
///
/// Networks are those of Discourse Network Analyzer: an actor's position on a proposition is what that
/// program calls a statement on a concept, and the stance its qualifier. Stances lie on a scale, against
/// -1, conditional 0 and for 1, and agree by as much as they are near; --without-conditional leaves yes
/// and no alone, as with a qualifier of two values. What copies of an article repeat counts once.
#[derive(Debug, Args)]
#[command(after_help = "\
Types, by an example in which Valdria says yes to a withdrawal three times and Kestoria says no once:
  two-mode     who spoke about what     Valdria - withdrawal 3, Kestoria - withdrawal -1
  congruence   who takes the same side  Valdria - Kestoria 0
  conflict     who takes opposite sides Valdria - Kestoria 3 (3 yes times 1 no)
  subtract     congruence less conflict Valdria - Kestoria -3

Try:
  rapporteur network --format csv                          a table to look at
  rapporteur network --type congruence --normalisation average --format gexf --output a.gexf
  rapporteur network --actors people --format events       what Discourse Network Analyzer lists")]
pub(crate) struct Network {
    /// What ties the nodes
    #[arg(long = "type", value_enum, default_value_t = Type::TwoMode)]
    network: Type,
    /// Who the actors are
    #[arg(long, value_enum, default_value_t = Actors::Parties)]
    actors: Actors,
    /// What the nodes of congruence, conflict and subtract are
    #[arg(long, value_enum, default_value_t = Mode::Actors)]
    of: Mode,
    /// What stances do in a two-mode network
    #[arg(long, value_enum, default_value_t = Qualifier::Subtract)]
    qualifier: Qualifier,
    /// What weights are divided by
    #[arg(long, value_enum, default_value_t = By::None)]
    normalisation: By,
    /// Within what the same position of the same actor counts once
    #[arg(long, value_enum, default_value_t = Within::Document)]
    duplicates: Within,
    /// On this day or later; leaves out what nobody dates
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: Option<Edtf>,
    /// On this day or earlier; leaves out what nobody dates
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: Option<Edtf>,
    /// Leave out conditional positions
    #[arg(long)]
    without_conditional: bool,
    /// Draw also those in who say nothing from --from to --to
    #[arg(long)]
    isolates: bool,
    /// How it is written [default: json with --json, else graphml]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Type {
    /// Actors and propositions
    TwoMode,
    /// Who takes the same side
    Congruence,
    /// Who takes opposite sides
    Conflict,
    /// Congruence less conflict
    Subtract,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Actors {
    /// The parties spoken for
    Parties,
    /// The people and organisations that speak
    People,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mode {
    /// Those who speak, tied by propositions
    Actors,
    /// Propositions, tied by those who speak
    Propositions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Qualifier {
    /// Nothing: every position counts one
    Ignore,
    /// A code for those taken: 1 for, 2 conditional, 4 against, added up
    Combine,
    /// Positions for less positions against
    Subtract,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    /// Nothing
    None,
    /// Two-mode: all that the actor says
    Activity,
    /// Two-mode: all that is said on the proposition
    Prominence,
    /// How much both say, on average
    Average,
    /// What both say together or one says alone
    Jaccard,
    /// How much one says times how much the other says, as that program has it
    Cosine,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Within {
    /// Nothing: all count
    Include,
    /// One article
    Document,
    /// A week from Monday to Sunday
    Week,
    /// A calendar month
    Month,
    /// A calendar year
    Year,
    /// The whole range of days
    Range,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// GraphML with typed keys: igraph, NetworkX, visone, yEd
    Graphml,
    /// GEXF 1.3 with days: Gephi
    Gexf,
    /// The matrix as a table: R, a spreadsheet
    Csv,
    /// A row per tie
    Edges,
    /// Discourse Network Analyzer's event list: a row per position, separated by semicolons
    Events,
    /// What --json prints
    Json,
}

pub(crate) async fn run(network: Network, global: &Global) -> Result<Exit, Failure> {
    let options = options(&network);
    let actors = match network.actors {
        Actors::Parties => NetworkActors::Parties,
        Actors::People => NetworkActors::People,
    };
    let default = if global.json {
        Format::Json
    } else {
        Format::Graphml
    };
    let format = network.format.unwrap_or(default);
    let record = session::record(global).await?;
    // A file is made only when there is something to write.
    let drawn = match format {
        Format::Events => None,
        _ => Some(record.network(actors, &options).await?),
    };
    let mut out: Box<dyn Write> = match &network.output {
        Some(file) => Box::new(BufWriter::new(File::create(file).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", file.display()))
        })?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    };
    match (format, &drawn) {
        (Format::Graphml, Some(drawn)) => write_graphml(drawn, &mut out)?,
        (Format::Gexf, Some(drawn)) => {
            let creator = concat!("Rapporteur ", env!("CARGO_PKG_VERSION"));
            write_gexf(drawn, creator, &mut out)?;
        }
        (Format::Csv, Some(drawn)) => table(&mut out, matrix(drawn))?,
        (Format::Edges, Some(drawn)) => {
            let head = ["source", "target", "weight", "first", "last"];
            let rows = edge_rows(drawn).into_iter();
            let head = std::iter::once(head.map(str::to_owned));
            table(&mut out, head.chain(rows))?;
        }
        (_, Some(drawn)) => output::json_line(&mut out, drawn)?,
        (_, None) => events(&mut out, &record, actors, &options).await?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn options(network: &Network) -> NetworkOptions {
    let day = |day: Option<String>| day.and_then(|day| day.parse::<Date>().ok());
    NetworkOptions {
        network: match network.network {
            Type::TwoMode => NetworkType::TwoMode,
            Type::Congruence => NetworkType::Congruence,
            Type::Conflict => NetworkType::Conflict,
            Type::Subtract => NetworkType::Subtract,
        },
        of: match network.of {
            Mode::Actors => NetworkMode::Actor,
            Mode::Propositions => NetworkMode::Proposition,
        },
        qualifier: match network.qualifier {
            Qualifier::Ignore => QualifierUse::Ignore,
            Qualifier::Combine => QualifierUse::Combine,
            Qualifier::Subtract => QualifierUse::Subtract,
        },
        normalisation: match network.normalisation {
            By::None => Normalisation::None,
            By::Activity => Normalisation::Activity,
            By::Prominence => Normalisation::Prominence,
            By::Average => Normalisation::Average,
            By::Jaccard => Normalisation::Jaccard,
            By::Cosine => Normalisation::Cosine,
        },
        duplicates: match network.duplicates {
            Within::Include => Duplicates::Include,
            Within::Document => Duplicates::Document,
            Within::Week => Duplicates::Week,
            Within::Month => Duplicates::Month,
            Within::Year => Duplicates::Year,
            Within::Range => Duplicates::Range,
        },
        from: day(network.from.as_ref().and_then(Edtf::first_day)),
        to: day(network.to.as_ref().and_then(Edtf::last_day)),
        without_conditional: network.without_conditional,
        isolates: network.isolates,
    }
}

fn table<R, I>(out: &mut dyn Write, rows: I) -> Result<(), Failure>
where
    R: IntoIterator<Item = String>,
    I: IntoIterator<Item = R>,
{
    let mut table = csv::Writer::from_writer(out);
    for row in rows {
        let row: Vec<String> = row.into_iter().collect();
        table.write_record(&row).map_err(unwritten)?;
    }
    Ok(table.flush()?)
}

/// The columns of Discourse Network Analyzer's event list, its document variables first, then those of
/// a statement; the last two are ours.
const EVENT_COLUMNS: [&str; 15] = [
    "statement ID",
    "time",
    "document ID",
    "document title",
    "author",
    "source",
    "section",
    "type",
    "text",
    "person",
    "organization",
    "concept",
    "agreement",
    "stance",
    "statement",
];

async fn events(
    out: &mut dyn Write,
    record: &Record,
    actors: NetworkActors,
    options: &NetworkOptions,
) -> Result<(), Failure> {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(out);
    let mut written = table.write_record(EVENT_COLUMNS);
    record
        .network_events(actors, options, |event| {
            written = table.write_record(row(event));
            written.is_ok()
        })
        .await?;
    written.map_err(unwritten)?;
    Ok(table.flush()?)
}

fn row(event: NetworkEvent) -> [String; 15] {
    let agreement = u8::from(event.agreement()).to_string();
    let time = event.date.map(|date| format!("{date} 00:00:00"));
    [
        event.id.to_string(),
        time.unwrap_or_default(),
        event.document.to_string(),
        event.title.unwrap_or_default(),
        event.author.unwrap_or_default(),
        event.publisher.unwrap_or_default(),
        String::new(),
        String::new(),
        event.text,
        event.person.unwrap_or_default(),
        event.organisation.unwrap_or_default(),
        event.concept,
        agreement,
        label(&event.stance),
        event.statement,
    ]
}

/// Why a row could not be written; the table's own error would hide that nobody reads on.
fn unwritten(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
