//! The layers of a BERT (Devlin et al. 2019), their products in integers.

use std::ops::Range;

use rapporteur_tagger::{Kernel, Linear, Quantised, Weights, WeightsError, Wide};

use crate::attention::Attention;
use crate::curves::gelu;
use crate::norm::Norm;

/// Numbers of a piece.
pub(crate) const WIDTH: usize = 384;

/// Heads of attention.
pub(crate) const HEADS: usize = 12;

/// Numbers of a head.
pub(crate) const HEAD: usize = WIDTH / HEADS;

/// Numbers of a piece between the two products that follow attention.
const INNER: usize = 1536;

/// The layers, one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Encoder {
    kernel: Kernel,
    layers: Vec<Layer>,
}

#[derive(Debug, Clone)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    merge: Linear,
    norm: Norm,
    widen: Linear,
    narrow: Linear,
    last_norm: Norm,
}

impl Encoder {
    /// Reads as many layers as there are, one at least.
    pub(crate) fn read(weights: &Weights<'_>, kernel: Kernel) -> Result<Self, WeightsError> {
        let mut layers = Vec::new();
        while layers.is_empty() || weights.has(&format!("layer.{}.query", layers.len())) {
            layers.push(Layer::read(weights, kernel, layers.len())?);
        }
        Ok(Self { kernel, layers })
    }

    /// Runs all layers over the rows of pieces; `pairs` are the rows of each pair. The rows of a
    /// pair do not depend on the others.
    pub(crate) fn run(&self, mut rows: Vec<f32>, pairs: &[Range<usize>]) -> Vec<f32> {
        for layer in &self.layers {
            layer.run(self.kernel, &mut rows, pairs);
        }
        rows
    }
}

impl Layer {
    fn read(weights: &Weights<'_>, kernel: Kernel, number: usize) -> Result<Self, WeightsError> {
        let linear = |part: &str, rows, columns| {
            let name = format!("layer.{number}.{part}");
            let (scale, bias) = (format!("{name}.scale"), format!("{name}.bias"));
            Linear::read(weights, kernel, [&name, &scale, &bias], rows, columns)
        };
        let norm = |part: &str| Norm::read(weights, &format!("layer.{number}.{part}"));
        Ok(Self {
            query: linear("query", WIDTH, WIDTH)?,
            key: linear("key", WIDTH, WIDTH)?,
            value: linear("value", WIDTH, WIDTH)?,
            merge: linear("merge", WIDTH, WIDTH)?,
            norm: norm("norm")?,
            widen: linear("widen", INNER, WIDTH)?,
            narrow: linear("narrow", WIDTH, INNER)?,
            last_norm: norm("last_norm")?,
        })
    }

    fn run(&self, kernel: Kernel, rows: &mut [f32], pairs: &[Range<usize>]) {
        let input = Quantised::of(kernel, rows, WIDTH);
        let attention = Attention {
            queries: &self.query.apply(&input),
            keys: &self.key.apply(&input),
            values: &self.value.apply(&input),
            pairs,
        };
        let seen = Quantised::of(kernel, &attention.look(kernel), WIDTH);
        self.norm.add(kernel, rows, &self.merge.apply(&seen));
        let mut inner = self.widen.apply(&Quantised::of(kernel, rows, WIDTH));
        kernel.widely(Gelu(&mut inner));
        let inner = Quantised::of(kernel, &inner, INNER);
        self.last_norm.add(kernel, rows, &self.narrow.apply(&inner));
    }
}

/// Numbers that go through the GELU, in place.
struct Gelu<'a>(&'a mut [f32]);

impl Wide for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for number in self.0 {
            *number = gelu(*number);
        }
    }
}
