//! Whole pages, drawn and laid out: rules and strokes for letters, no fonts.

mod bare;

use image::{GrayImage, Luma};
use register::{
    geometry::{Placement, Point, Rect},
    id::ScanId,
    layout::Continues,
    page::{Half, Page, Quality, SkewEstimate},
};

use super::{Agreement, Direction, Found, agree, apply, lay_out_all, lay_out_towards};
use crate::prepare::PreparedPage;

const PAPER: u8 = 215;
const INK: u8 = 40;

/// A sheet that rules and lines are drawn on.
#[derive(Clone)]
struct Sheet(GrayImage);

impl Sheet {
    fn new(width: u32, height: u32) -> Self {
        Self(GrayImage::from_pixel(width, height, Luma([PAPER])))
    }

    fn fill(&mut self, rect: Rect, grey: u8) {
        for y in rect.top as u32..rect.bottom as u32 {
            for x in rect.left as u32..rect.right as u32 {
                self.0.put_pixel(x, y, Luma([grey]));
            }
        }
    }

    fn across(&mut self, y: f64, from: f64, to: f64, grey: u8) {
        self.fill(Rect::new(from, y, to, y + 2.0), grey);
    }

    fn down(&mut self, x: f64, from: f64, to: f64, grey: u8) {
        self.fill(Rect::new(x, from, x + 2.0, to), grey);
    }

    /// Letters 16 high standing on `y`: uprights with feet.
    fn write(&mut self, x: f64, y: f64, letters: usize) {
        for i in 0..letters {
            // Every sixth is a space.
            if i % 6 == 5 {
                continue;
            }
            let x = x + 13.0 * i as f64;
            self.fill(Rect::new(x, y - 16.0, x + 3.0, y), INK);
            self.fill(Rect::new(x + 6.0, y - 16.0, x + 9.0, y), INK);
            self.fill(Rect::new(x, y - 16.0, x + 9.0, y - 13.0), INK);
        }
    }

    /// Heads and entries of a register's page, so far to the right of where they usually are.
    fn enter(&mut self, right: f64) {
        for (i, x) in [110.0, 220.0, 710.0].into_iter().enumerate() {
            self.write(x + right, 160.0, [5, 20, 10][i]);
        }
        for entry in 0..8 {
            let y = 260.0 + 110.0 * f64::from(entry);
            self.write(115.0 + right, y, 4);
            self.write(220.0 + right, y, 34);
            self.write(220.0 + right, y + 45.0, 20);
            self.write(710.0 + right, y, 11);
        }
    }

    fn page(&self, half: Half) -> Page {
        let (width, height) = self.0.dimensions();
        Page {
            half,
            outline: Vec::new(),
            turned: 0,
            skew_degrees: 0.0,
            skew_estimate: SkewEstimate::default(),
            quality: Quality::default(),
            doubts: Vec::new(),
            unsure: Vec::new(),
            placement: Placement::whole(width, height),
            tables: None,
            lines: None,
        }
    }

    fn laid_out(&self) -> Page {
        let mut page = self.page(Half::Whole);
        Found::of(&self.0, &page, Direction::default()).write(&mut page);
        page
    }
}

/// A register's page: numbers, names over one or two lines, dates; its rows are not ruled.
fn register(columns: &[f64]) -> Sheet {
    let mut sheet = Sheet::new(1000, 1300);
    for y in [100.0, 200.0, 1200.0] {
        sheet.across(y, 100.0, 900.0, INK);
    }
    for &x in columns {
        sheet.down(x, 100.0, 1202.0, INK);
    }
    sheet.enter(0.0);
    sheet
}

const COLUMNS: [f64; 4] = [100.0, 200.0, 690.0, 898.0];

fn rows_and_columns(page: &Page) -> Vec<(usize, usize)> {
    page.tables.iter().flatten().map(|t| (t.rows, t.columns)).collect()
}

/// A heading, and eight entries of four lines each in rows of their own.
fn check_entries(page: &Page) {
    let table = &page.tables.as_ref().unwrap()[0];
    assert!(table.cells.iter().all(|c| c.header == (c.row == 0)));
    let lines = page.lines.as_ref().unwrap();
    let in_row = |row: usize| lines.iter().filter(|l| l.row == Some(row)).count();
    assert!((1..9).all(|row| in_row(row) == 4), "{:?}", (0..9).map(in_row).collect::<Vec<_>>());
}

#[test]
fn entries_of_two_lines_are_one_row_each_below_the_heading() {
    let page = register(&COLUMNS).laid_out();
    assert_eq!(rows_and_columns(&page), [(9, 3)]);
    check_entries(&page);
}

#[test]
fn lines_to_write_on_make_no_rows() {
    let mut sheet = register(&COLUMNS);
    for i in 0..22 {
        sheet.across(218.0 + 44.0 * f64::from(i), 102.0, 898.0, 190);
    }
    assert_eq!(rows_and_columns(&sheet.laid_out()), [(9, 3)]);
}

#[test]
fn a_rule_too_pale_to_be_ink_divides_columns() {
    let mut sheet = register(&[100.0, 200.0, 898.0]);
    sheet.down(690.0, 100.0, 1202.0, 190);
    assert_eq!(rows_and_columns(&sheet.laid_out()), [(9, 3)]);
}

#[test]
fn leaf_edges_around_running_text_make_no_table() {
    let mut sheet = Sheet::new(1000, 1300);
    for y in [40.0, 1260.0] {
        sheet.across(y, 60.0, 960.0, 120);
    }
    for x in [60.0, 75.0, 940.0, 958.0] {
        sheet.down(x, 40.0, 1262.0, 120);
    }
    for i in 0..24 {
        sheet.write(150.0, 150.0 + 44.0 * f64::from(i), 50);
    }
    assert_eq!(rows_and_columns(&sheet.laid_out()), []);
}

#[test]
fn a_picture_without_anything_has_no_table() {
    for grey in [0, 255] {
        for (width, height) in [(1, 1), (3, 900), (700, 600)] {
            let sheet = Sheet(GrayImage::from_pixel(width, height, Luma([grey])));
            assert_eq!(rows_and_columns(&sheet.laid_out()), []);
        }
    }
}

/// What the pages of these sheets agree on.
fn agreed(sheets: &[Sheet]) -> Agreement {
    let pages: Vec<(ScanId, Page)> = sheets
        .iter()
        .enumerate()
        .map(|(i, s)| (format!("b/{:06}", i + 1).parse().unwrap(), s.laid_out()))
        .collect();
    let seen: Vec<(ScanId, &Page)> = pages.iter().map(|(id, page)| (id.clone(), page)).collect();
    agree(&seen)
}

#[test]
fn a_faded_column_rule_is_taken_from_the_other_pages() {
    let (full, faded) = (register(&COLUMNS), register(&[100.0, 200.0, 898.0]));
    let agreement = agreed(&[full.clone(), faded.clone(), full.clone(), full.clone()]);
    let mut page = faded.laid_out();
    assert_eq!(page.tables.as_ref().unwrap()[0].columns, 2);
    apply(&agreement, &faded.0, &mut page, Direction::default());
    let table = &page.tables.as_ref().unwrap()[0];
    assert_eq!((table.rows, table.columns), (9, 3));
    assert_eq!(page.doubts, ["column rules taken from the other pages of the register"]);
    let dates = table.cells.iter().filter(|c| c.column == 2 && !c.header);
    let left = dates.map(|c| Rect::around(&c.outline).left).fold(0.0, f64::max);
    assert!((left - 690.0).abs() < 15.0, "{left}");
    let lines = page.lines.as_ref().unwrap();
    assert_eq!(lines.iter().filter(|l| l.column == Some(2)).count(), 8);
}

#[test]
fn a_page_that_shows_all_stays_as_it_is() {
    let (full, faded) = (register(&COLUMNS), register(&[100.0, 200.0, 898.0]));
    let agreement = agreed(&[full.clone(), faded, full.clone(), full.clone()]);
    let mut page = full.laid_out();
    let before = page.clone();
    apply(&agreement, &full.0, &mut page, Direction::default());
    assert_eq!(page, before);
}

#[test]
fn a_rule_that_would_cut_text_is_not_taken() {
    let full = register(&COLUMNS);
    let mut other = Sheet::new(1000, 1300);
    for y in [100.0, 200.0, 1200.0] {
        other.across(y, 100.0, 900.0, INK);
    }
    for x in [100.0, 200.0, 898.0] {
        other.down(x, 100.0, 1202.0, INK);
    }
    for i in 0..20 {
        other.write(115.0, 260.0 + 45.0 * f64::from(i), 4);
        other.write(210.0 + f64::from(i * 31 % 70), 260.0 + 45.0 * f64::from(i), 48);
    }
    let agreement = agreed(&[full.clone(), other.clone(), full.clone(), full]);
    let mut page = other.laid_out();
    apply(&agreement, &other.0, &mut page, Direction::default());
    assert_eq!(page.tables.as_ref().unwrap()[0].columns, 2);
    assert_eq!(
        page.doubts,
        ["other pages of the register have a column rule where text of this page stands"]
    );
}

/// A right page: texts over two lines, one to an entry of the left page; no rows, no numbers.
fn right_page() -> Sheet {
    let mut sheet = Sheet::new(1000, 1300);
    for y in [100.0, 200.0, 1200.0] {
        sheet.across(y, 60.0, 900.0, INK);
    }
    for x in [60.0, 800.0, 898.0] {
        sheet.down(x, 100.0, 1202.0, INK);
    }
    sheet.write(200.0, 160.0, 20);
    sheet.write(810.0, 160.0, 5);
    for entry in 0..8 {
        let y = 260.0 + 110.0 * f64::from(entry);
        sheet.write(80.0, y, 50);
        sheet.write(80.0, y + 45.0, 44);
    }
    sheet
}

fn spread(left: &Sheet, right: &Sheet, turned: f64) -> Vec<PreparedPage> {
    let (sin, cos) = turned.to_radians().sin_cos();
    let prepared = |sheet: &Sheet, half: Half, shift: f64| {
        let mut page = sheet.page(half);
        page.placement.affine = [cos, -sin, cos * shift, sin, cos, sin * shift];
        PreparedPage { page, straight: sheet.0.clone() }
    };
    vec![prepared(left, Half::Left, 0.0), prepared(right, Half::Right, 1000.0)]
}

/// The rows of the page read second, as many as entries on the other, and their lines.
fn check_runs_on(mut pages: Vec<PreparedPage>, direction: Direction, second: usize) {
    lay_out_towards(&mut pages, direction);
    let table = &pages[second].page.tables.as_ref().unwrap()[0];
    let before = pages[1 - second].page.half;
    assert_eq!((table.rows, table.continues), (9, Some(Continues { half: before, table: 0 })));
    let lines = pages[second].page.lines.as_ref().unwrap();
    assert!((1..9).all(|row| lines.iter().filter(|l| l.row == Some(row)).count() == 2));
}

#[test]
fn rows_run_on_over_the_gutter_however_the_scan_is_turned() {
    for turned in [0.0, 90.0, 180.0, 270.0] {
        check_runs_on(spread(&register(&COLUMNS), &right_page(), turned), Direction::LeftToRight, 1);
    }
}

#[test]
fn rows_of_an_arabic_book_run_on_from_the_right_page_to_the_left() {
    let mirrored = |sheet: Sheet| Sheet(image::imageops::flip_horizontal(&sheet.0));
    let (left, right) = (mirrored(right_page()), mirrored(register(&COLUMNS)));
    for turned in [0.0, 180.0] {
        check_runs_on(spread(&left, &right, turned), Direction::RightToLeft, 0);
    }
}

#[test]
fn two_pages_of_one_form_each_have_their_own_list() {
    let mut pages = spread(&register(&COLUMNS), &register(&COLUMNS), 0.0);
    lay_out_all(&mut pages);
    assert_eq!(pages[1].page.tables.as_ref().unwrap()[0].continues, None);
}

#[test]
fn what_shows_beside_a_leaning_page_is_no_line_of_it() {
    let mut sheet = Sheet::new(1000, 600);
    sheet.write(300.0, 200.0, 40);
    sheet.write(300.0, 250.0, 40);
    sheet.write(10.0, 40.0, 8);
    let mut page = sheet.page(Half::Whole);
    page.outline =
        [(200.0, 0.0), (1000.0, 100.0), (900.0, 600.0), (100.0, 500.0)].map(|(x, y)| Point::new(x, y)).into();
    Found::of(&sheet.0, &page, Direction::default()).write(&mut page);
    assert_eq!(page.lines.unwrap().len(), 2);
}
