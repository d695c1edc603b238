//! The weight file: named tensors in the safetensors format.

use safetensors::tensor::{Dtype, SafeTensors, TensorView};

/// Larger numbers are refused, so that no sum is infinite and no power of e vanishes.
const MOST: f32 = 500.0;

/// Why no model can be made of a weight file and a vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct WeightsError(#[from] Fault);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the weights are no safetensors file: {0}")]
    File(String),
    #[error("the weights have no tensor `{0}`")]
    Missing(String),
    #[error("tensor `{name}` holds {found}, not {expected}")]
    Type {
        name: String,
        found: String,
        expected: String,
    },
    #[error("tensor `{name}` has the shape {found:?}, not {expected}")]
    Shape {
        name: String,
        found: Vec<usize>,
        expected: String,
    },
    #[error("tensor `{name}` has a number that is not finite or above {MOST}")]
    Number { name: String },
    #[error("the vocabulary has {lines} lines, and there are weights for {known}")]
    Vocabulary { lines: usize, known: usize },
    #[error("the vocabulary has more than {0} lines")]
    LongVocabulary(usize),
}

/// A weight file that was opened.
#[derive(Debug)]
pub struct Weights<'a>(SafeTensors<'a>);

/// A matrix, row after row.
#[derive(Debug, Clone)]
pub struct Matrix<T> {
    pub(crate) values: Vec<T>,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl<T> Matrix<T> {
    /// Returns how many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Returns a row; nothing where there is none.
    #[must_use]
    pub fn row(&self, row: usize) -> &[T] {
        let range = row * self.columns..(row + 1) * self.columns;
        self.values.get(range).unwrap_or_default()
    }
}

/// What a dimension of a tensor has to be.
#[derive(Debug, Clone, Copy)]
pub enum Size {
    /// This and no other.
    Exactly(usize),
    /// This or more.
    AtLeast(usize),
    /// At least four, in fours.
    Fours,
}

impl Size {
    fn holds(self, size: usize) -> bool {
        match self {
            Self::Exactly(expected) => size == expected,
            Self::AtLeast(least) => size >= least,
            Self::Fours => size > 0 && size.is_multiple_of(4),
        }
    }

    fn written(self) -> String {
        match self {
            Self::Exactly(size) => size.to_string(),
            Self::AtLeast(size) => format!("at least {size}"),
            Self::Fours => "a multiple of 4".to_owned(),
        }
    }
}

/// A number as tensors hold it.
pub trait Number: Copy {
    /// What safetensors call the type.
    const TYPE: Dtype;

    /// Reads numbers, the lowest byte of each first.
    fn read(bytes: &[u8]) -> Vec<Self>;

    /// Returns whether a model may hold the number.
    fn is_in_range(self) -> bool {
        true
    }
}

impl Number for i8 {
    const TYPE: Dtype = Dtype::I8;

    fn read(bytes: &[u8]) -> Vec<Self> {
        bytes.iter().map(|byte| byte.cast_signed()).collect()
    }
}

impl Number for i16 {
    const TYPE: Dtype = Dtype::I16;

    fn read(bytes: &[u8]) -> Vec<Self> {
        bytes
            .as_chunks()
            .0
            .iter()
            .map(|bytes| Self::from_le_bytes(*bytes))
            .collect()
    }
}

impl Number for i32 {
    const TYPE: Dtype = Dtype::I32;

    fn read(bytes: &[u8]) -> Vec<Self> {
        bytes
            .as_chunks()
            .0
            .iter()
            .map(|bytes| Self::from_le_bytes(*bytes))
            .collect()
    }
}

impl Number for f32 {
    const TYPE: Dtype = Dtype::F32;

    fn read(bytes: &[u8]) -> Vec<Self> {
        bytes
            .as_chunks()
            .0
            .iter()
            .map(|bytes| Self::from_le_bytes(*bytes))
            .collect()
    }

    fn is_in_range(self) -> bool {
        self.abs() <= MOST
    }
}

impl<'a> Weights<'a> {
    /// Opens a file in the safetensors format.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] where it is no such file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        let opened = SafeTensors::deserialize(bytes);
        let opened = opened.map_err(|error| Fault::File(error.to_string()))?;
        Ok(Self(opened))
    }

    /// Returns whether there is a tensor of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.tensor(name).is_ok()
    }

    /// Reads a tensor of two dimensions.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] where it is missing, or has another type, other sizes, or a number that
    /// is not finite or above 500.
    pub fn matrix<T: Number>(
        &self,
        name: &str,
        rows: Size,
        columns: Size,
    ) -> Result<Matrix<T>, WeightsError> {
        let tensor = self.tensor::<T>(name)?;
        match *tensor.shape() {
            [found_rows, found_columns]
                if rows.holds(found_rows) && columns.holds(found_columns) =>
            {
                Ok(Matrix {
                    values: numbers(name, &tensor)?,
                    rows: found_rows,
                    columns: found_columns,
                })
            }
            _ => Err(shape(name, &tensor, &[rows, columns]).into()),
        }
    }

    /// Reads a tensor of one dimension.
    ///
    /// # Errors
    ///
    /// As [`Weights::matrix`].
    pub fn vector<T: Number>(&self, name: &str, size: Size) -> Result<Vec<T>, WeightsError> {
        let tensor = self.tensor::<T>(name)?;
        match *tensor.shape() {
            [found] if size.holds(found) => Ok(numbers(name, &tensor)?),
            _ => Err(shape(name, &tensor, &[size]).into()),
        }
    }

    fn tensor<T: Number>(&self, name: &str) -> Result<TensorView<'a>, Fault> {
        let tensor = self
            .0
            .tensor(name)
            .map_err(|_| Fault::Missing(name.to_owned()))?;
        if tensor.dtype() != T::TYPE {
            return Err(Fault::Type {
                name: name.to_owned(),
                found: tensor.dtype().to_string(),
                expected: T::TYPE.to_string(),
            });
        }
        Ok(tensor)
    }
}

fn numbers<T: Number>(name: &str, tensor: &TensorView<'_>) -> Result<Vec<T>, Fault> {
    let values = T::read(tensor.data());
    if values.iter().all(|value| value.is_in_range()) {
        Ok(values)
    } else {
        let name = name.to_owned();
        Err(Fault::Number { name })
    }
}

fn shape(name: &str, tensor: &TensorView<'_>, expected: &[Size]) -> Fault {
    let sizes: Vec<String> = expected.iter().map(|size| size.written()).collect();
    Fault::Shape {
        name: name.to_owned(),
        found: tensor.shape().to_vec(),
        expected: format!("[{}]", sizes.join(", ")),
    }
}
