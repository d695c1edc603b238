//! What tense, modals and negation make of a verb's event: its type and how far it has got.

use rapporteur_core::Phase;

use super::group::{Group, Time};
use crate::resources::{Chain, EventRule};

/// A type and a phase.
pub(super) type Outcome = (Option<String>, Phase);

/// Returns what an event comes to; `None` where it is not to be put on record.
///
/// The composition is that of CAMEO's codes: to hold out a help, a concession or a visit is to agree
/// (03), to refuse it is to reject (12), and to hold out harm is to threaten (13).
pub(super) fn outcome(rule: &EventRule, group: &Group) -> Option<Outcome> {
    let own = rule.plover.clone();
    let kind = rule.plover.as_deref();
    let friendly = matches!(
        kind,
        Some("AID" | "COOPERATE" | "RETREAT" | "CONCEDE" | "SUPPORT")
    );
    let hostile = matches!(
        kind,
        Some("ASSAULT" | "COERCE" | "SANCTION" | "PROTEST" | "MOBILIZE")
    );
    let named = |name: &str| Some(name.to_owned());
    match group.chain {
        Some(Chain::Wish) => return None,
        Some(Chain::Refuse) => {
            return (!group.negated).then(|| (named("REJECT"), Phase::Announced));
        }
        Some(Chain::Offer) if group.negated => return Some((named("REJECT"), Phase::Announced)),
        Some(Chain::Offer) if rule.verbal => return Some((own, Phase::Announced)),
        Some(Chain::Offer) if friendly || kind == Some("CONSULT") => {
            return Some((named("AGREE"), Phase::Announced));
        }
        _ => {}
    }
    if group.negated {
        let refused = group.time == Time::Future && (friendly || kind == Some("CONSULT"));
        return refused.then(|| (named("REJECT"), Phase::Announced));
    }
    match group.time {
        Time::Past | Time::Present | Time::Gerund if rule.verbal => Some((own, Phase::Announced)),
        Time::Past | Time::Present | Time::Gerund | Time::Reduced => {
            let broken = rule.kind.as_deref() == Some("ceasefire");
            Some(match kind {
                Some("ASSAULT") if broken => (own, Phase::Broken),
                Some("RETREAT") if broken => (own, Phase::Announced),
                _ => (own, Phase::Held),
            })
        }
        Time::Future if rule.verbal => Some((own, Phase::Planned)),
        Time::Future if friendly => {
            let phase = if group.chain == Some(Chain::Planned) {
                Phase::Planned
            } else {
                Phase::Announced
            };
            Some((named("AGREE"), phase))
        }
        Time::Future if hostile => Some((named("THREATEN"), Phase::Announced)),
        Time::Future => Some((own, Phase::Planned)),
        Time::Modal | Time::Infinitive => None,
    }
}
