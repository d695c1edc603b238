//! What was sent to be added: files and a pasted text, put into a folder that goes away again.
//!
//! In the folder files have numbers for names, so that what they are called can do no harm; it is
//! kept beside, for the record and the report.

use std::path::PathBuf;

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use rapporteur::{DateSource, Failure as NotTaken, Metadata, Published, publication_date};
use tempfile::TempDir;

use crate::failure::Failure;
use crate::guard;
use crate::visit::Visit;

/// The most bytes that may be sent at once.
pub(crate) const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most files that may be sent at once.
pub(crate) const MOST_FILES: usize = 500;

/// The most bytes that are read of what will not be taken, so that the answer is heard.
const DRAINED: usize = 4 * MOST_BYTES;

/// A line of a form has at most so many bytes.
const MOST_OF_A_LINE: usize = 64 * 1024;

/// A codebook has at most so many bytes.
const MOST_OF_A_CODEBOOK: usize = 1024 * 1024;

/// The most characters of a file's name that are kept.
const MOST_OF_A_NAME: usize = 120;

/// What a pasted text is called; without an ending it may be a page as well.
const PASTED: &str = "pasted text";

/// What was sent.
pub(crate) struct Upload {
    /// Where files lie, and what they are called.
    pub(super) files: Vec<(PathBuf, String)>,
    /// How many files were sent.
    pub(super) sent: usize,
    /// How many bytes lie in the folder.
    pub(super) bytes: u64,
    /// What is said of all of them.
    pub(super) about: Metadata,
    /// What was too large to be taken.
    pub(super) refused: Vec<NotTaken>,
    /// The codebook to read with.
    pub(crate) codebook: Option<Vec<u8>>,
    folder: TempDir,
}

impl Upload {
    /// Takes what is sent. The token comes first: nothing is looked at before.
    pub(crate) async fn take(
        visit: &Visit,
        sent_token: Option<String>,
        parts: &mut Multipart,
    ) -> Result<Self, Failure> {
        let mut upload = Self::new()?;
        let mut trusted = guard::same_page(Some(visit), sent_token.as_deref());
        let mut left = MOST_BYTES;
        while let Some(field) = parts.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "token" {
                let token = line(field, &mut left).await?;
                trusted = trusted.or_else(|_| guard::same_page(Some(visit), Some(&token)));
                continue;
            }
            trusted.clone()?;
            upload.part(&name, field, &mut left).await?;
        }
        trusted?;
        if upload.sent == 0 {
            return Err(
                Failure::unusable("there is nothing to add in what was sent")
                    .with_hint("choose files, or paste a text"),
            );
        }
        Ok(upload)
    }

    fn new() -> Result<Self, Failure> {
        Ok(Self {
            files: Vec::new(),
            sent: 0,
            bytes: 0,
            about: Metadata::default(),
            refused: Vec::new(),
            codebook: None,
            folder: tempfile::tempdir().map_err(|error| unwritten(&error))?,
        })
    }

    async fn part(
        &mut self,
        name: &str,
        field: Field<'_>,
        left: &mut usize,
    ) -> Result<(), Failure> {
        match name {
            "files" => self.file(field, left).await,
            "text" => self.pasted(field, left).await,
            "codebook" => self.chosen(field, left).await,
            "publisher" => filled(field, left, &mut self.about.publisher).await,
            "title" => filled(field, left, &mut self.about.title).await,
            "url" => filled(field, left, &mut self.about.url).await,
            "published" => self.published(field, left).await,
            _ => Err(Failure::unusable(format!(
                "nothing is done here with a field {name:?}"
            ))),
        }
    }

    async fn file(&mut self, field: Field<'_>, left: &mut usize) -> Result<(), Failure> {
        let sent_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = bytes(field, rapporteur::MOST_BYTES, left).await?;
        // A browser sends an empty file without a name where none was chosen.
        if sent_name.is_empty() && bytes.as_ref().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        if self.sent == MOST_FILES {
            let message = format!("more than {MOST_FILES} files were sent at once");
            return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, message)
                .with_hint("send them in parts, or one report a line as .jsonl"));
        }
        self.sent += 1;
        let called = called(&sent_name, self.sent);
        self.keep(called, bytes).await
    }

    async fn pasted(&mut self, field: Field<'_>, left: &mut usize) -> Result<(), Failure> {
        let bytes = bytes(field, rapporteur::MOST_BYTES, left).await?;
        if bytes
            .as_ref()
            .is_some_and(|bytes| bytes.trim_ascii().is_empty())
        {
            return Ok(());
        }
        self.sent += 1;
        self.keep(PASTED.to_owned(), bytes).await
    }

    /// Puts a file into the folder; `None` is one that was too large.
    async fn keep(&mut self, called: String, bytes: Option<Vec<u8>>) -> Result<(), Failure> {
        let Some(bytes) = bytes else {
            self.refused.push(NotTaken {
                file: called,
                line: None,
                problem: format!("is larger than {} MiB", mebibytes(rapporteur::MOST_BYTES)),
                advice: "split it, or add it with `rapporteur add`".to_owned(),
            });
            return Ok(());
        };
        self.bytes += bytes.len() as u64;
        let path = self.folder.path().join(self.sent.to_string());
        self.files.push((path.clone(), called));
        let written = tokio::task::spawn_blocking(move || std::fs::write(path, bytes)).await;
        written
            .unwrap_or_else(|error| Err(error.into()))
            .map_err(|error| unwritten(&error))
    }

    async fn chosen(&mut self, field: Field<'_>, left: &mut usize) -> Result<(), Failure> {
        let Some(bytes) = bytes(field, MOST_OF_A_CODEBOOK, left).await? else {
            return Err(too_large("the codebook", MOST_OF_A_CODEBOOK));
        };
        if !bytes.is_empty() {
            self.codebook = Some(bytes);
        }
        Ok(())
    }

    async fn published(&mut self, field: Field<'_>, left: &mut usize) -> Result<(), Failure> {
        let date = line(field, left).await?;
        if date.is_empty() {
            return Ok(());
        }
        let edtf = publication_date(&date).ok_or_else(|| {
            Failure::unusable(format!("{date:?} is no date"))
                .with_hint("write YYYY-MM-DD, YYYY-MM or YYYY")
        })?;
        self.about.published = Published {
            edtf: Some(edtf),
            from: DateSource::Option,
        };
        Ok(())
    }
}

/// Reads what will not be taken, as far as that is reasonable: who is still sending hears no answer.
pub(crate) async fn drain(parts: &mut Multipart) {
    let mut left = DRAINED;
    while let Ok(Some(mut field)) = parts.next_field().await {
        while let Ok(Some(chunk)) = field.chunk().await {
            match left.checked_sub(chunk.len()) {
                Some(rest) => left = rest,
                None => return,
            }
        }
    }
}

/// Reads a field; `None` where it has more than `most` bytes, which are passed over.
async fn bytes(
    mut field: Field<'_>,
    most: usize,
    left: &mut usize,
) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        *left = left
            .checked_sub(chunk.len())
            .ok_or_else(|| too_large("what was sent", MOST_BYTES))?;
        bytes = bytes
            .filter(|bytes| bytes.len() + chunk.len() <= most)
            .map(|mut bytes| {
                bytes.extend_from_slice(&chunk);
                bytes
            });
    }
    Ok(bytes)
}

async fn line(field: Field<'_>, left: &mut usize) -> Result<String, Failure> {
    let Some(bytes) = bytes(field, MOST_OF_A_LINE, left).await? else {
        return Err(too_large("a line of the form", MOST_OF_A_LINE));
    };
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| Failure::unusable("a line of the form is not UTF-8"))?;
    Ok(text.trim().to_owned())
}

async fn filled(
    field: Field<'_>,
    left: &mut usize,
    into: &mut Option<String>,
) -> Result<(), Failure> {
    let text = line(field, left).await?;
    if !text.is_empty() {
        *into = Some(text);
    }
    Ok(())
}

/// What a file is called: the last part of the name that it was sent with, without what is not seen.
fn called(sent: &str, number: usize) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|character| !is_unseen(*character));
    let name: String = seen.collect();
    let name = name.trim();
    if name.trim_matches('.').is_empty() {
        return format!("file {number}");
    }
    let length = name.chars().count();
    if length <= MOST_OF_A_NAME {
        return name.to_owned();
    }
    // The ending says what is in the file.
    let (begin, end) = (MOST_OF_A_NAME - 21, length - 20);
    let begin: String = name.chars().take(begin).collect();
    let end: String = name.chars().skip(end).collect();
    format!("{begin}…{end}")
}

/// Control characters, those of no width, and those that turn the direction of writing.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        )
}

const fn mebibytes(bytes: usize) -> usize {
    bytes / (1024 * 1024)
}

fn too_large(what: &str, most: usize) -> Failure {
    let most = match mebibytes(most) {
        0 => format!("{} KiB", most / 1024),
        mebibytes => format!("{mebibytes} MiB"),
    };
    let message = format!("{what} has more than {most}");
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, message)
        .with_hint("send it in parts, or add it with `rapporteur add`")
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Failure {
    Failure::new(
        error.status(),
        format!("what was sent cannot be taken: {}", error.body_text()),
    )
}

fn unwritten(error: &std::io::Error) -> Failure {
    Failure::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        format!("what was sent cannot be kept while it is read: {error}"),
    )
    .with_hint("see whether the disk is full")
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (sent, kept) in [
            ("report.txt", "report.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\reports\\one.html", "one.html"),
            ("..", "file 3"),
            ("", "file 3"),
            ("a\u{0}b\u{202E}txt.exe", "abtxt.exe"),
            ("no-ending", "no-ending"),
        ] {
            assert_eq!(called(sent, 3), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let kept = called(&format!("{}.html", "é".repeat(300)), 1);
        assert_eq!(kept.chars().count(), 120);
        assert!(kept.ends_with(".html"), "{kept}");
    }
}
