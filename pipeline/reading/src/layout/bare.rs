//! The usual table of a register, laid on a page on which no table shows: where its columns part the words. Not for
//! pages that show a table: those lack single rules, see [`super::apply()`].

use image::GrayImage;
use register::{
    geometry::{Point, Rect},
    page::Page,
    unsure::Unsure,
};

use super::{
    Direction, Found,
    agree::Agreement,
    cells::{FoundCell, FoundTable},
    cover::Cover,
    place::{AgreedPlace, may_be_a_list},
    words::{parted, rows, words},
};

/// How far from its usual place the table may stand, share of the page's width, and in how many steps that is tried.
const SHIFT: (f64, i32) = (0.06, 24);
/// How much its width may differ, share of that, and in how many steps that is tried.
const STRETCH: (f64, i32) = (0.03, 3);
/// How far from its place each column rule may run, shares of the table's width and of the columns beside it, and
/// steps.
const ASIDE: (f64, f64, i32) = (0.012, 0.25, 4);
/// How far from its place a rule across may run, to lie in white, share of the page's height.
const UP_OR_DOWN: f64 = 0.02;
/// Words that may stand across one rule, and across all on average, share of the rows of text.
const CROSSED: (f64, f64) = (0.15, 0.05);
/// Part of the rows of text in which white wide enough to part columns must run along one rule, and along all on average:
/// entries run up to the rule in some.
const PARTED: (f64, f64) = (0.25, 0.6);
/// Words that may stand beside the table, share of all.
const BESIDE: f64 = 0.15;
/// Part of the columns usually written in that must be.
const WRITTEN: f64 = 0.75;
/// Rows of text in which a column must bear words to be written in.
const ROWS: usize = 2;

/// Lays the page out with the usual table of its register, where its words stand in the columns of that and begin
/// entries; says so in its doubts. Anything else stays as it is.
pub(super) fn lay(agreement: &Agreement, straight: &GrayImage, page: &mut Page, direction: Direction) {
    let Some(form) = Form::of(agreement, page) else { return };
    let words = words(page, straight);
    let Some(laid) = form.fit(&words) else { return };
    let table = |factor: f64| laid.table(1.0 / factor);
    let found = Found::with(straight, page, direction, Some(&table));
    if found.tables.iter().all(|table| table.rows <= laid.rows() + 1) {
        return;
    }
    found.write(page);
    page.doubt(Unsure::TableTaken);
}

/// The usual table, in pixels of the page.
struct Form<'a> {
    rules: &'a [f64],
    written: &'a [bool],
    place: Rect,
    head: f64,
    page: (f64, f64),
}

/// A table as it is laid: places of its column rules and rules across, pixels of the page.
struct Laid {
    down: Vec<f64>,
    across: Vec<f64>,
}

impl<'a> Form<'a> {
    fn of(agreement: &'a Agreement, page: &Page) -> Option<Self> {
        let place: &AgreedPlace = agreement.places.get(&page.half).filter(|place| place.rules.len() > 2)?;
        if !may_be_a_list(page) {
            return None;
        }
        let (wide, high) = (f64::from(page.placement.width), f64::from(page.placement.height));
        let (left, right) = (place.left * wide, (place.left + place.width) * wide);
        Some(Self {
            rules: &place.rules,
            written: &place.written,
            place: Rect::new(left, place.top * high, right, place.bottom * high),
            head: place.head * high,
            page: (wide, high),
        })
    }

    /// Where it parts the words of a page, if it does.
    fn fit(&self, words: &[Rect]) -> Option<Laid> {
        let white = |y: f64| self.white(words, y);
        let (top, bottom) = (white(self.place.top), white(self.place.bottom));
        let head = (self.head > self.place.top).then(|| white(self.head)).filter(|h| *h > top && *h < bottom);
        let from = head.unwrap_or(top);
        let inside = |word: &&Rect| (from..bottom).contains(&word.centre().y);
        let body: Vec<Rect> = words.iter().filter(inside).copied().collect();
        let cover = Cover::of(&body, self.page.0);
        let down = self.best(&cover)?;
        let rows = rows(&body);
        let borne = self.is_borne(&down, &cover, rows.len())
            && is_parted(&down, &rows)
            && self.is_written(&down, &body);
        borne.then(|| Laid { down, across: [Some(top), head, Some(bottom)].into_iter().flatten().collect() })
    }

    /// The place nearest to a height through which no word stands.
    fn white(&self, words: &[Rect], y: f64) -> f64 {
        let reach = (UP_OR_DOWN * self.page.1) as i32;
        let free = |y: &f64| !words.iter().any(|w| w.top < *y && *y < w.bottom);
        let mut away = (0..=reach).flat_map(|off| [y - f64::from(off), y + f64::from(off)]);
        away.find(free).unwrap_or(y)
    }

    /// The column rules that fewest words stand across; of several as good those nearest to the usual place.
    fn best(&self, cover: &Cover) -> Option<Vec<f64>> {
        let mut best: Option<((usize, usize), f64, Vec<f64>)> = None;
        for stretch in steps(STRETCH) {
            for shift in steps(SHIFT) {
                let width = self.place.width() * (1.0 + stretch);
                let middle = self.place.centre().x + shift * self.page.0;
                let down = self.rules(middle - width / 2.0, width, cover);
                let cost = (cover.crossing(&down) + cover.beside(&down), cover.touching(&down));
                let away = stretch.abs() + shift.abs();
                if best
                    .as_ref()
                    .is_none_or(|(least, near, _)| cost < *least || cost == *least && away < *near)
                {
                    best = Some((cost, away, down));
                }
            }
        }
        best.map(|(.., down)| down)
    }

    /// Column rules of the table at a place, each moved aside to where fewest words stand across it.
    fn rules(&self, left: f64, width: f64, cover: &Cover) -> Vec<f64> {
        let moved = |k: usize| {
            let beside = self.rules[k.saturating_sub(1)..(k + 2).min(self.rules.len())].windows(2);
            let narrow = beside.map(|w| ASIDE.1 * (w[1] - w[0])).fold(ASIDE.0, f64::min);
            let usual = left + self.rules[k] * width;
            let asides = steps((narrow, ASIDE.2)).into_iter().map(|aside| usual + aside * width);
            asides.min_by_key(|&x| (cover.across(x), cover.near(x))).unwrap_or(usual)
        };
        (0..self.rules.len()).map(moved).collect()
    }

    /// Do hardly any words stand across its rules, or beside it?
    fn is_borne(&self, down: &[f64], cover: &Cover, rows: usize) -> bool {
        let inner = &down[1..down.len() - 1];
        let each = inner.iter().all(|&x| cover.across(x) as f64 <= CROSSED.0 * rows as f64);
        let all = cover.crossing(down) as f64 <= CROSSED.1 * (rows * inner.len()) as f64;
        each && all && cover.beside(down) as f64 <= BESIDE * cover.words as f64
    }

    /// Do words stand in the columns that pages of the register write in?
    fn is_written(&self, down: &[f64], words: &[Rect]) -> bool {
        let bears = |c: usize| {
            let own = words.iter().filter(|w| (down[c]..down[c + 1]).contains(&w.centre().x)).copied();
            rows(&own.collect::<Vec<_>>()).len() >= ROWS
        };
        let columns = 0..down.len() - 1;
        let usual: Vec<usize> = columns.filter(|&c| self.written.get(c) == Some(&true)).collect();
        let here = usual.iter().filter(|&&c| bears(c)).count();
        here >= 2 && here as f64 >= WRITTEN * usual.len() as f64
    }
}

/// Steps to either side of nothing, the nearest first.
fn steps((most, count): (f64, i32)) -> Vec<f64> {
    let step = |i: i32| most * f64::from(i) / f64::from(count);
    (0..=count).flat_map(|i| if i == 0 { vec![0.0] } else { vec![step(i), -step(i)] }).collect()
}

/// Does white wider than between words run along the column rules?
fn is_parted(down: &[f64], rows: &[Vec<Rect>]) -> bool {
    let shares: Vec<f64> = down[1..down.len() - 1].iter().map(|&x| parted(x, rows)).collect();
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    mean >= PARTED.1 && shares.iter().all(|share| *share >= PARTED.0)
}

impl Laid {
    /// Rows before entries are found.
    fn rows(&self) -> usize {
        self.across.len() - 1
    }

    /// The table, `by` times as large.
    fn table(&self, by: f64) -> FoundTable {
        let (down, across): (Vec<f64>, Vec<f64>) =
            (self.down.iter().map(|x| x * by).collect(), self.across.iter().map(|y| y * by).collect());
        let (columns, rows) = (down.len() - 1, across.len() - 1);
        let rect = |row: usize, column: usize| {
            Rect::new(down[column], across[row], down[column + 1], across[row + 1])
        };
        let cell = |row: usize, column: usize| FoundCell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            header: row + 1 < rows,
            outline: rect(row, column).corners(),
            bounds: rect(row, column),
        };
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| cell(row, column))).collect();
        let bounds = rect(0, 0).union(&rect(rows - 1, columns - 1));
        let course = |y: &f64| vec![Point::new(bounds.left, *y), Point::new(bounds.right, *y)];
        let row_courses = across.iter().map(course).collect();
        FoundTable { rows, columns, outline: bounds.corners(), bounds, cells, row_courses }
    }
}
