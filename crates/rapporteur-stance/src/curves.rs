//! Powers of e and the GELU, of single-precision operations only: the same bits everywhere.

use rapporteur_tagger::tanh;

/// e to lower powers is counted as e to this one: about 1.6e-38, still a normal number.
const LEAST_POWER: f32 = -87.0;

/// Near 1.5 * 2^23 single precision counts in ones, so that adding this rounds; the 127 more make
/// the lowest bits the exponent of a power of two.
const ROUND: f32 = 12_582_912.0 + 127.0;

/// The logarithm of 2 in two parts: the first has few enough digits that its products are exact.
const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];

/// The polynomial of Moshier's Cephes library (`expf`), highest power first.
const POLYNOMIAL: [f32; 6] = [
    1.987_569_1e-4,
    1.398_199_9e-3,
    8.333_452e-3,
    4.166_579_6e-2,
    1.666_666_5e-1,
    0.5,
];

/// Returns e to a power of at most 0, off by less than one part in a million.
///
/// e^x is 2^n e^r with a whole n and |r| at most half the logarithm of 2 (Cody and Waite 1980).
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < LEAST_POWER { LEAST_POWER } else { x };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let whole = rounded - ROUND;
    let rest = x - whole * LN_2[0] - whole * LN_2[1];
    let sum = (POLYNOMIAL.iter()).fold(0.0, |sum, factor| sum * rest + factor);
    let power = f32::from_bits(rounded.to_bits() << 23);
    (sum * rest * rest + rest + 1.0) * power
}

/// Returns the Gaussian error linear unit (Hendrycks and Gimpel 2016), in the form with a hyperbolic
/// tangent.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    // The square root of 2/π.
    const FACTOR: f32 = 0.797_884_6;
    0.5 * x * (1.0 + tanh(FACTOR * (x + 0.044_715 * x * x * x)))
}

/// Turns scores into probabilities. Their sum is 1, up to rounding.
#[inline(always)]
pub(crate) fn softmax<const CLASSES: usize>(scores: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    let powers = scores.map(|score| exp(score - most));
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_near_the_true_one() {
        for step in 0..=87_000 {
            let x = -(step as f32) / 1_000.0;
            let expected = f64::from(x).exp();
            let error = f64::from(exp(x)) / expected - 1.0;
            assert!(error.abs() < 1e-6, "exp({x}) is off by {error}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(f32::MIN), exp(LEAST_POWER));
    }

    #[test]
    fn gelu_is_near_the_true_one() {
        for step in -80_000..=80_000 {
            let x = step as f32 / 10_000.0;
            let inner = (2.0 / std::f64::consts::PI).sqrt()
                * (f64::from(x) + 0.044_715 * f64::from(x).powi(3));
            let expected = 0.5 * f64::from(x) * (1.0 + inner.tanh());
            let error = f64::from(gelu(x)) - expected;
            assert!(error.abs() < 4e-4, "gelu({x}) is off by {error}");
        }
    }

    #[test]
    fn probabilities_follow_the_scores() {
        assert_eq!(softmax([3.0; 4]), [0.25; 4]);
        let [low, high] = softmax([-1.0, 1.0]);
        assert!((high / low - 7.389_056).abs() < 1e-4);
    }
}
