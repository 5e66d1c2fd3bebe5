//! What kind of picture a file is, by its first bytes. Not for its name: names lie.

use super::Unreadable;

/// Kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Tiff,
    Jpeg,
    Png,
    Jpeg2000,
    Pdf,
}

/// First bytes and their kind (TIFF 6.0 and BigTIFF, JPEG, PNG, JP2 and its bare code stream).
const BEGINNINGS: [(&[u8], Kind); 9] = [
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"II+\0", Kind::Tiff),
    (b"MM\0+", Kind::Tiff),
    (b"\xFF\xD8\xFF", Kind::Jpeg),
    (b"\x89PNG\r\n\x1A\n", Kind::Png),
    (b"\0\0\0\x0CjP  ", Kind::Jpeg2000),
    (b"\xFF\x4F\xFF\x51", Kind::Jpeg2000),
    (b"%PDF-", Kind::Pdf),
];
/// Things people deliver by mistake, in words.
const STRANGERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "it is a ZIP archive or an office document"),
    (b"Rar!", "it is a RAR archive"),
    (b"GIF8", "it is a GIF; deliver TIFF, JPEG, PNG, JPEG 2000 or PDF"),
    (b"RIFF", "it is a WebP, sound or film; deliver TIFF, JPEG, PNG, JPEG 2000 or PDF"),
    (b"BM", "it is a Windows bitmap; deliver TIFF, JPEG, PNG, JPEG 2000 or PDF"),
];
/// A PDF may begin with junk of this many bytes (PDF 1.7, implementation note 13).
const PDF_JUNK: usize = 1024;

/// The kind of a file.
pub(super) fn sniff(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Ok(*kind);
    }
    let head = &bytes[..bytes.len().min(PDF_JUNK)];
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    Err(Unreadable::NoImage(stranger(bytes, head)))
}

fn stranger(bytes: &[u8], head: &[u8]) -> String {
    if let Some((_, what)) = STRANGERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return (*what).to_owned();
    }
    if bytes.iter().all(|&b| b == 0) {
        return "it holds nothing but zero bytes, as a failed copy leaves them".to_owned();
    }
    if BEGINNINGS.iter().any(|(start, _)| start.starts_with(bytes)) {
        return format!("only {} bytes of it are there", bytes.len());
    }
    if head.iter().all(|&b| b >= 0x20 || matches!(b, b'\t' | b'\r' | b'\n')) {
        return "it is text".to_owned();
    }
    "its content is no TIFF, JPEG, PNG, JPEG 2000 or PDF".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], says: &str) {
        assert_eq!(sniff(bytes).unwrap_err().to_string(), says);
    }

    #[test]
    fn an_empty_file_is_called_empty() {
        check(b"", "the file is empty");
    }

    #[test]
    fn what_is_no_picture_is_named_for_what_it_is() {
        check(b"Dear colleague,\n", "this is no picture: it is text");
        check(&[0; 40], "this is no picture: it holds nothing but zero bytes, as a failed copy leaves them");
        check(b"PK\x03\x04....", "this is no picture: it is a ZIP archive or an office document");
        check(b"\x89PN", "this is no picture: only 3 bytes of it are there");
    }

    #[test]
    fn a_pdf_may_begin_with_junk() {
        assert_eq!(sniff(b"\xEF\xBB\xBF\n%PDF-1.7\n"), Ok(Kind::Pdf));
    }
}
