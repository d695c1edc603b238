//! The room: a record, an address that is listened on, and who may come in.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rapporteur::{Clerk, Error, ErrorKind, Record};
use tokio::net::TcpListener;

use crate::adding::Addings;
use crate::guard::{Key, Sessions, Tries};
use crate::kept::Answers;
use crate::{ahead, routes};

/// What the room is opened with.
#[derive(Debug, Clone)]
pub struct RoomOptions {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Names under which the room is reached, besides `localhost` and plain addresses.
    pub names: Vec<String>,
    /// Who is at work where nobody has logged in, and by which clock.
    pub clerk: Clerk,
}

impl RoomOptions {
    /// Listens on this machine alone.
    #[must_use]
    pub fn local(clerk: Clerk) -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            names: Vec::new(),
            clerk,
        }
    }
}

/// A room that is open.
pub struct Room {
    listener: TcpListener,
    address: SocketAddr,
    app: Arc<App>,
}

/// What every page has at hand.
pub(crate) struct App {
    pub(crate) record: Record,
    pub(crate) clerk: Clerk,
    /// Opens the room for whoever started it.
    pub(crate) key: Key,
    pub(crate) sessions: Sessions,
    pub(crate) tries: Tries,
    /// The port, which cookies are named by: those of other rooms on this machine are others.
    pub(crate) port: u16,
    /// Names that a request may be addressed to.
    pub(crate) names: Vec<String>,
    /// Whether only this machine can reach the room.
    pub(crate) local: bool,
    pub(crate) addings: Arc<Addings>,
    pub(crate) answers: Answers,
}

impl Room {
    /// Opens a room on a record.
    ///
    /// # Errors
    ///
    /// Where the address cannot be listened on, or would let in whoever comes by.
    pub async fn open(record: Record, options: RoomOptions) -> Result<Self, Error> {
        // A name leads others here, be it by way of a proxy on this machine.
        let local = options.host.is_loopback() && options.names.is_empty();
        if !local && record.users().await?.is_empty() {
            let message = "others could reach this room, and nobody has a password to log in with";
            return Err(Error::new(ErrorKind::Refused, message)
                .with_hint("let somebody in first: `rapporteur users add NAME --role editor`"));
        }
        let asked = SocketAddr::new(options.host, options.port);
        let listener = TcpListener::bind(asked)
            .await
            .map_err(|error| taken(asked, &error))?;
        let address = listener
            .local_addr()
            .map_err(|error| taken(asked, &error))?;
        let app = App {
            record,
            clerk: options.clerk,
            key: Key::new()?,
            sessions: Sessions::default(),
            tries: Tries::default(),
            port: address.port(),
            names: options.names,
            local,
            addings: Arc::default(),
            answers: Answers::default(),
        };
        Ok(Self {
            listener,
            address,
            app: Arc::new(app),
        })
    }

    /// Returns where the room is.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the address that lets whoever opens it write.
    #[must_use]
    pub fn entrance(&self) -> String {
        format!("{}/enter?key={}", self.address(), self.app.key.shown())
    }

    /// Returns the key itself, which programs send as `Authorization: Bearer`.
    #[must_use]
    pub fn key(&self) -> &str {
        self.app.key.shown()
    }

    /// Answers until the future is done, and then what has been asked already. Articles that are
    /// being added have a few seconds to come to an end; what was stored by then stays.
    ///
    /// # Errors
    ///
    /// Where no more connections can be taken.
    pub async fn run(self, until: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
        let addings = Arc::clone(&self.app.addings);
        let closing = Arc::clone(&addings);
        let closed = async move {
            until.await;
            closing.close();
        };
        let looks = ahead::look(Arc::clone(&self.app), routes::pages(Arc::clone(&self.app)));
        let looks = tokio::spawn(looks);
        let served = axum::serve(self.listener, routes::service(self.app))
            .with_graceful_shutdown(closed)
            .await;
        looks.abort();
        addings.close();
        addings.are_over().await;
        served
            .map_err(|error| Error::new(ErrorKind::Io, format!("cannot go on listening: {error}")))
    }
}

fn taken(address: SocketAddr, error: &std::io::Error) -> Error {
    Error::new(
        ErrorKind::Io,
        format!("cannot listen on {address}: {error}"),
    )
    .with_hint("name another port with --port, or 0 for any that is free")
}
