//! Bytes as text. Not for encodings older than Unicode: programs that write ALTO, PAGE and hOCR write UTF-8.

use std::borrow::Cow;

use crate::malformed::Flaw;

/// The text of a file: UTF-8, or UTF-16 where its byte order mark says so.
pub(crate) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Flaw> {
    const NOT: &str = "this is neither UTF-8 nor UTF-16";
    let wide = |pair: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks(2).map(|two| pair([two[0], two.get(1).copied().unwrap_or(0)]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map(Cow::Owned).map_err(|_| Flaw::new(NOT, "save the file as UTF-8"))
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => {
            let text = str::from_utf8(bytes).map_err(|_| Flaw::new(NOT, "save the file as UTF-8"))?;
            Ok(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)))
        }
    }
}
