//! One line as the screen shows it: where it stands in its cutting, what was read of it, what was said. Not for cutting
//! pixels: see [`super::picture`].

use archive::transcribing::LineAsked;
use register::{
    geometry::Rect,
    page::Half,
    publication::PageImage,
    teaching::{LineSpot, Said},
};
use serde::Serialize;

use super::picture;
use crate::{
    act::cutting,
    labels::language_of,
    spot::{self, Box},
    tongue::Tongue,
};

/// The cutting with the line in its middle, CSS pixels.
const PANEL: (f64, f64) = (1200.0, 232.0);
/// A line is shown as high as this where it fits, CSS pixels: letters are then some 40 high.
const HEIGHT: f64 = 84.0;
/// Paper kept left of the line, CSS pixels.
const INDENT: f64 = 24.0;
/// Beyond the outline of a line: strokes run over it. Of its height.
const BLEED: f64 = 0.12;

/// What a page and its script need of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Line {
    /// The line as JSON, sent back with what is said.
    pub(super) line: String,
    /// What the machine read.
    pub(super) read: String,
    /// What stands in the box: what this person said before, else what was read.
    pub(super) value: String,
    /// What was said: `text`, `unreadable`, `noline`; empty where nothing was.
    pub(super) said: &'static str,
    /// Language of the text, as far as its letters tell.
    pub(super) lang: &'static str,
    /// Number of the scan.
    pub(super) scan: u32,
    /// Which page of it, in words.
    pub(super) half: String,
    /// Address of the cutting.
    pub(super) href: String,
    /// The cutting, pixels of the page image.
    pub(super) cut: Box,
    /// What the panel shows, the same.
    pub(super) view: Box,
    /// The line.
    pub(super) lit: Box,
    /// The path of the veil over everything else.
    pub(super) veil: String,
}

impl Line {
    /// Of a line that is asked for; `None` where its page has no image.
    pub(super) fn of(asked: &LineAsked, form: &'static str, tongue: Tongue) -> Option<Self> {
        let image = asked.page.image.as_ref()?;
        let spot = spot::on_image(&asked.line.outline, &asked.page.placement, image);
        let view = cutting(&spot, PANEL, HEIGHT / spot.height().max(1.0), INDENT);
        let cut = whole_pixels(&view, image);
        let lit = spot.grown(BLEED * spot.height());
        let read = asked.read.clone().unwrap_or_default();
        let (said, value) = match &asked.said {
            None => ("", read.clone()),
            Some(Said::Text(text)) => ("text", text.clone()),
            Some(Said::Unreadable) => ("unreadable", String::new()),
            Some(Said::NoLine) => ("noline", String::new()),
        };
        Some(Self {
            line: as_json(&asked.line)?,
            lang: language_of(&read, form),
            scan: asked.page.scan.number,
            half: half(asked.page.half, tongue),
            href: picture::address(&asked.page.scan, asked.page.half, image, &cut),
            veil: veil(&view, &lit),
            cut: cut.into(),
            view: view.into(),
            lit: lit.into(),
            read,
            value,
            said,
        })
    }
}

fn as_json(line: &LineSpot) -> Option<String> {
    serde_json::to_string(line).ok()
}

/// The part of the view that lies on the page, in whole pixels, so that it is cut as it is placed.
fn whole_pixels(view: &Rect, image: &PageImage) -> Rect {
    let (width, height) = (f64::from(image.width), f64::from(image.height));
    let within = |v: f64, most: f64| v.clamp(0.0, most);
    Rect::new(
        within(view.left.floor(), width),
        within(view.top.floor(), height),
        within(view.right.ceil(), width),
        within(view.bottom.ceil(), height),
    )
}

/// All of the view and a little beyond, with the line left out.
fn veil(view: &Rect, lit: &Rect) -> String {
    let path =
        |r: &Rect| format!("M{:.1} {:.1}H{:.1}V{:.1}H{:.1}z", r.left, r.top, r.right, r.bottom, r.left);
    format!("{}{}", path(&view.grown(view.height())), path(lit))
}

/// Which page of a spread; of a scan with one page nothing need be said.
fn half(half: Half, tongue: Tongue) -> String {
    match half {
        Half::Whole => String::new(),
        Half::Left => tongue.say("half.left", &[]),
        Half::Right => tongue.say("half.right", &[]),
    }
}

#[cfg(test)]
mod tests {
    use archive::looking::PageRef;
    use register::geometry::Placement;

    use super::*;

    fn line(rect: Rect, said: Option<Said>) -> Line {
        let scan: register::id::ScanId = "b/000007".parse().unwrap();
        let image = PageImage { sha256: "0123456789abcdef".into(), width: 2000, height: 3000 };
        let page = PageRef {
            scan: scan.clone(),
            half: Half::Left,
            placement: Placement::whole(2000, 3000),
            image: Some(image),
        };
        let line = LineSpot { scan, half: Half::Left, outline: rect.corners() };
        let asked = LineAsked { line, read: Some("Салимов".into()), said, page };
        Line::of(&asked, "ru", Tongue::English).unwrap()
    }

    #[test]
    fn a_line_stands_whole_in_the_middle_of_its_panel() {
        for rect in [Rect::new(900.0, 1300.0, 1150.0, 1350.0), Rect::new(20.0, 1300.0, 1990.0, 1340.0)] {
            let line = line(rect, None);
            assert!(line.view.x <= rect.left && line.view.x + line.view.w >= rect.right);
            let middle = line.view.y + line.view.h / 2.0;
            assert!((middle - rect.centre().y).abs() < 0.5, "{middle}");
            assert!((line.view.w / line.view.h - PANEL.0 / PANEL.1).abs() < 0.05);
        }
    }

    #[test]
    fn a_line_at_the_edge_of_the_page_is_cut_within_the_page() {
        let cut = line(Rect::new(0.0, 2.0, 100.0, 40.0), None).cut;
        assert_eq!((cut.x, cut.y), (0.0, 0.0));
    }

    #[test]
    fn the_box_holds_what_was_read_until_something_is_said() {
        let spot = Rect::new(900.0, 1300.0, 1150.0, 1350.0);
        assert_eq!((line(spot, None).value.as_str(), line(spot, None).said), ("Салимов", ""));
        let said = line(spot, Some(Said::Text("Салимова".into())));
        assert_eq!((said.value.as_str(), said.said), ("Салимова", "text"));
        assert_eq!(line(spot, Some(Said::Unreadable)).value, "");
    }
}
