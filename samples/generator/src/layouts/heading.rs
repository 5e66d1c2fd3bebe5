//! Headings of forms: what is recorded, and the number typed behind it. Not for headings of persons: see
//! `grid`.

use rand::Rng;
use register::{form::ActType, geometry::Rect};

use super::{Style, type_entry};
use crate::{
    canvas::{self, Canvas},
    record::Record,
    words::Language,
};

/// Headings of acts, Russian and Tajik.
pub(crate) fn heading(kind: ActType) -> (&'static str, &'static str) {
    match kind {
        ActType::Death => ("ЗАПИСЬ АКТА О СМЕРТИ", "САБТИ АСНОДИ ВАФОТ"),
        ActType::Marriage => ("ЗАПИСЬ АКТА О ЗАКЛЮЧЕНИИ БРАКА", "САБТИ АСНОДИ АҚДИ НИКОҲ"),
        ActType::Divorce => ("ЗАПИСЬ АКТА О РАСТОРЖЕНИИ БРАКА", "САБТИ АСНОДИ БЕКОР КАРДАНИ АҚДИ НИКОҲ"),
        ActType::Paternity => {
            ("ЗАПИСЬ АКТА ОБ УСТАНОВЛЕНИИ ОТЦОВСТВА", "САБТИ АСНОДИ МУҚАРРАР НАМУДАНИ ПАДАРӢ")
        }
        ActType::Adoption => ("ЗАПИСЬ АКТА ОБ УСЫНОВЛЕНИИ", "САБТИ АСНОДИ ФАРЗАНДХОНДӢ"),
        ActType::NameChange => ("ЗАПИСЬ АКТА О ПЕРЕМЕНЕ ИМЕНИ", "САБТИ АСНОДИ ИВАЗ НАМУДАНИ НОМ"),
        _ => ("ЗАПИСЬ АКТА О РОЖДЕНИИ", "САБТИ АСНОДИ ТАВАЛЛУД"),
    }
}

/// Prints the heading with the act number typed after it; gives the y below it.
pub(super) fn print_heading(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    record: &Record,
    area: Rect,
) -> f32 {
    let kind = record.kind;
    let (ru, tg) = heading(kind);
    let lines: Vec<&str> = match style.language {
        Language::Russian => vec![ru],
        Language::Tajik => vec![tg],
        Language::Both => vec![tg, ru],
    };
    let px = style.label_px * 1.2;
    let mut y = area.top as f32 + px;
    for (nth, line) in lines.iter().enumerate() {
        let last = nth + 1 == lines.len();
        let text = if last { format!("{line} № ") } else { (*line).to_owned() };
        let room = canvas::width(&style.faces.bold, px, &text);
        let x = (area.left as f32 + area.right as f32 - room) / 2.0;
        let right = canvas.print(&style.faces.bold, px, x, y, &text);
        if last {
            type_entry(rng, style, canvas, act, "act_no", &record.number.to_string(), (right + 6.0, y));
        }
        y += px * 1.25;
    }
    y
}
