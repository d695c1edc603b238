//! Every address of the room, as the tests ask for it.

/// Every page; of those that show one of many, one.
pub(crate) const PAGES: [&str; 38] = [
    "/",
    "/add",
    "/articles",
    "/articles?words=islands&publisher=Harbour+Wire&after=1&limit=2",
    "/articles/5",
    "/articles/5?correct=s1",
    "/compare",
    "/compare?a=1&b=2",
    "/compare?a=Harbour+Wire&b=Arvanne+Courier",
    "/compare?event=1",
    "/deadlocks",
    "/deadlocks?at=2031-03-20&party=valdria",
    "/log",
    "/log?before=2",
    "/names",
    "/names?type=person&party=valdria&search=maren&unsure=on&offset=0",
    "/names?suggestions=on",
    "/names/person%3Ailva-maren",
    "/names/person%3Ailva-maren?offset=2",
    "/names/person%3Ailva-maren/merge?with=person%3Ajarek-lum",
    "/names/person%3Ailva-maren/merge?with=ilv",
    "/names/person%3Ailva-maren/split?articles=5",
    "/networks",
    "/networks?type=congruence&of=proposition&normalisation=average&duplicates=week&isolates=on",
    "/networks?actors=people&qualifier=ignore&from=2031-03-01&to=2031-03-31",
    "/positions",
    "/positions?at=2031-03-12&issue=islands&a=valdria&b=kestoria",
    "/positions?view=apart",
    "/positions?view=moved&all=on",
    "/positions/islands.withdraw",
    "/positions/islands.withdraw?party=kestoria",
    "/review",
    "/review?at=3&proposition=islands.withdraw",
    "/review?only=name",
    "/statements",
    "/statements?words=islands&party=valdria&stance=against&act=reject&since=2031-03-01&undated=on",
    "/timeline",
    "/timeline?from=2031-03-01&to=2031-03-20&party=valdria&all=on&offset=1",
];

/// What is shown to whoever may decide, before it is done.
pub(crate) const PREVIEWS: [&str; 1] =
    ["/positions/islands.withdraw/ruling?statement=5:s1&verdict=set&stance=against"];

/// Addresses of files, with the kind of what is in them.
pub(crate) const FILES: [(&str, &str); 7] = [
    ("/articles/5/original", "application/octet-stream"),
    ("/networks/drawing.svg", "image/svg+xml"),
    ("/networks/network.gexf", "application/gexf+xml"),
    ("/networks/network.graphml", "application/graphml+xml"),
    ("/statements/export?format=csv", "text/csv; charset=utf-8"),
    (
        "/statements/export?format=json&party=valdria",
        "application/json; charset=utf-8",
    ),
    ("/statements/export?format=graphml", "application/xml"),
];

/// Pages that are there before any article is, and say how to add one.
pub(crate) const WITHOUT_ARTICLES: [&str; 3] = ["/", "/add", "/names"];

/// Addresses that show nothing, with the status and the kind of failure.
pub(crate) const REFUSED: [(&str, u16, &str); 26] = [
    ("/nothing", 404, "not-found"),
    ("/names/person%3Anobody-at-all", 404, "not-found"),
    ("/add/999", 404, "not-found"),
    ("/add/one", 404, "not-found"),
    ("/articles/999", 404, "not-found"),
    ("/articles/five", 400, "input"),
    ("/articles/5?correct=s999", 404, "not-found"),
    ("/assets/../Cargo.toml", 404, "not-found"),
    ("/compare?a=1&b=999", 404, "not-found"),
    ("/compare?event=999", 404, "not-found"),
    ("/deadlocks?at=spring", 400, "input"),
    ("/log?before=soon", 400, "input"),
    ("/names?type=ship", 400, "input"),
    ("/names?offset=minus", 400, "input"),
    ("/names/person%3Ailva-maren/merge", 400, "input"),
    (
        "/names/person%3Ailva-maren/merge?with=person%3Aorlan-teich",
        409,
        "refused",
    ),
    ("/names/person%3Ailva-maren/split", 400, "input"),
    ("/names/person%3Ailva-maren/split?articles=x", 400, "input"),
    ("/networks?type=star", 400, "input"),
    ("/positions?at=spring", 400, "input"),
    ("/positions?party=atlantis", 404, "not-found"),
    ("/positions/islands.sink", 404, "not-found"),
    ("/review?only=ship", 400, "input"),
    ("/statements?act=sing", 400, "input"),
    ("/timeline?from=spring", 400, "input"),
    ("/enter?key=guessed", 403, "forbidden"),
];

/// What writes, with a form that is good enough to be done, in an order in which all can be.
pub(crate) const WRITES: [(&str, &str); 14] = [
    (
        "/names/decide",
        "verdict=different&one=person%3Ailva-maren&other=person%3Aorlan-teich",
    ),
    (
        "/names/decide",
        "verdict=unsure&one=person%3Ailva-maren&other=person%3Abastian-orme&back=/names",
    ),
    (
        "/review/names",
        "verdict=different&one=person%3Ailva-maren&other=person%3Abastian-orme",
    ),
    ("/names/person%3Ailva-maren/split", "out=5"),
    (
        "/review",
        "statement=5:s1&proposition=islands.withdraw&verdict=set&stance=against",
    ),
    (
        "/positions/islands.withdraw/ruling",
        "statement=5:s1&verdict=reject",
    ),
    (
        "/articles/5/statements/preview",
        "content=20-40&kind=indirect",
    ),
    ("/articles/5/statements", "content=20-40&kind=indirect"),
    ("/articles/5/statements/s1", "act=threaten"),
    ("/articles/5/statements/s1/strike", ""),
    ("/articles/5", "title=The+talks+go+on"),
    ("/articles/5/remove", ""),
    ("/log/undo", "operation=13"),
    ("/log/undo", "operation=14&back=/log"),
];
