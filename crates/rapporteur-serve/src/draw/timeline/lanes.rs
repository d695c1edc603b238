//! Where the lane of each party lies.

use rapporteur::PaceView;

/// The lane of a party, or of all that the codebook does not know.
pub(super) struct Lane {
    /// The id; `None` for the others.
    pub(super) party: Option<String>,
    pub(super) name: String,
    /// The class of its colour.
    pub(super) hue: &'static str,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

const GAP: f64 = 5.0;
/// The least that the name of a lane needs, in two lines.
const LEAST: f64 = 40.0;

impl Lane {
    pub(super) fn is_of(&self, party: &str) -> bool {
        self.party.as_deref() == Some(party)
    }
}

/// Lays the lanes below each other, each as high as what is in it; returns also where they end.
pub(super) fn lanes(
    pace: &PaceView,
    hue: &dyn Fn(&str) -> &'static str,
    height: impl Fn(usize) -> f64,
    top: f64,
) -> (Vec<Lane>, f64) {
    let alone = pace.parties.len() == 1;
    let mut lanes = Vec::new();
    let mut at = top;
    for (place, pace) in pace.parties.iter().enumerate() {
        let bottom = at + height(place).max(LEAST);
        let party = pace.party.as_ref();
        lanes.push(Lane {
            party: party.map(|party| party.id.clone()),
            name: match party {
                Some(party) => party.name.clone(),
                None if alone => "everybody".to_owned(),
                None => "others".to_owned(),
            },
            hue: party.map_or("", |party| hue(&party.id)),
            top: at,
            bottom,
        });
        at = bottom + GAP;
    }
    (lanes, at)
}
