//! How wide text is, as far as that can be told without the font, and where it is broken.

/// The width of a text in pixels, rather too much than too little for the fonts that browsers choose.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(share).sum::<f64>() * size
}

/// Breaks a text into lines that have room; where there are more than `most`, the last ends in "…".
pub(crate) fn wrapped(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text
        .split_whitespace()
        .flat_map(|word| pieces(word, room, size))
    {
        let longer = format!("{line} {word}");
        if line.is_empty() {
            line = word;
        } else if width(&longer, size) <= room {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = ended(last, room, size);
        }
    }
    lines
}

/// A text that has room as one line, or its beginning with "…".
pub(crate) fn cut(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    ended(text, room, size)
}

/// As much of a text as has room before "…".
fn ended(text: &str, room: f64, size: f64) -> String {
    let mut kept = String::new();
    let mut taken = width("…", size);
    for character in text.chars() {
        taken += share(character) * size;
        if taken > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

/// A word in pieces that each have room.
fn pieces(word: &str, room: f64, size: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut taken = 0.0;
    for character in word.chars() {
        taken += share(character) * size;
        if taken > room {
            pieces.push(String::new());
            taken = share(character) * size;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The width of a character in ems.
fn share(character: char) -> f64 {
    match character {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.31,
        't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '“' | '”' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' | '@' => 0.92,
        'A'..='Z' => 0.68,
        '0'..='9' => 0.6,
        character if character.is_ascii() => 0.57,
        // Whole squares of Chinese, Japanese and Korean, and pictures.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' => 1.02,
        '\u{ff00}'..='\u{ff60}' | '\u{10000}'.. => 1.05,
        _ => 0.62,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_where_there_is_no_more_room() {
        assert_eq!(
            wrapped("Kestoria withdraws its troops", 110.0, 12.0, 4),
            ["Kestoria", "withdraws its", "troops"]
        );
        assert_eq!(
            wrapped("Kestoria withdraws its troops", 110.0, 12.0, 2),
            ["Kestoria", "withdraws its…"]
        );
        assert_eq!(wrapped("", 100.0, 12.0, 2), [""; 0]);
    }

    #[test]
    fn words_without_end_are_broken_too() {
        let lines = wrapped(&"停火".repeat(30), 120.0, 12.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| width(line, 12.0) <= 120.0));
    }

    #[test]
    fn what_has_no_room_ends_in_an_ellipsis() {
        assert_eq!(cut("Valdria", 100.0, 12.0), "Valdria");
        assert_eq!(cut("Littoral Union", 60.0, 12.0), "Littoral…");
    }
}
