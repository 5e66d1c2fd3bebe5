//! Lines of a table's grid: rules that continue or double each other, and which of them bear a table. Not for the
//! cells between them: [`super::grid`] makes those.

use register::geometry::Point;

use super::rules::Rule;

/// Part of the table a border must be ruled along to stand without being held at both ends.
const FREE: f64 = 0.5;
/// Part of its own length a border held at both ends must be ruled along.
const HELD: f64 = 0.75;
/// Part that must be ruled of a border across the page to count as printed between rows; handwriting covers little
/// more than half.
const FIRM: f64 = 0.85;
/// A row rule with less contrast than this, share of what the columns' rules have, is for writing on.
const PALE: f64 = 0.55;
/// Writing on a pale rule makes it darker by so much at most; but rules nearly as dark as the columns' are printed.
const WRITTEN_ON: f64 = 1.6;
const DARK: f64 = 0.85;
/// Widest margin between the edge of a page and its table, share of the table.
const MARGIN: f64 = 0.12;
/// So many borders at most, across so much of the table, are strokes by hand.
const STROKE: (usize, f64) = (3, 0.3);
/// Headings take at most this share of a table.
pub(super) const HEAD_SHARE: f64 = 0.35;
/// What has less than this share of the contrast of a pale rule is none.
const SHADOW: f64 = 0.5;
/// How much thicker than the thinnest rule the frame of a table is.
const FRAME: f64 = 2.5;

/// A line of the grid: rules that continue or double each other.
#[derive(Debug, Clone)]
pub(super) struct Border {
    pub(super) members: Vec<Rule>,
}

impl Border {
    /// Where it stands at `along`: the mean of the rules there; between two, from one to the next; else as the
    /// nearest one.
    pub(super) fn at(&self, along: f64) -> f64 {
        let here: Vec<f64> = self
            .members
            .iter()
            .filter(|r| r.from() <= along && along <= r.to())
            .map(|r| r.at(along))
            .collect();
        if !here.is_empty() {
            return here.iter().sum::<f64>() / here.len() as f64;
        }
        let before = self.members.iter().filter(|r| r.to() < along).max_by(|a, b| a.to().total_cmp(&b.to()));
        let after =
            self.members.iter().filter(|r| r.from() > along).min_by(|a, b| a.from().total_cmp(&b.from()));
        match (before, after) {
            (Some(a), Some(b)) => {
                let (from, to) = (a.to(), b.from());
                a.at(from) + (b.at(to) - a.at(from)) * (along - from) / (to - from)
            }
            (Some(one), None) | (None, Some(one)) => one.at(along),
            (None, None) => 0.0,
        }
    }

    pub(super) fn from(&self) -> f64 {
        self.members.iter().map(Rule::from).fold(f64::MAX, f64::min)
    }

    pub(super) fn to(&self) -> f64 {
        self.members.iter().map(Rule::to).fold(f64::MIN, f64::max)
    }

    /// Where it stands in the middle of its length.
    pub(super) fn middle(&self) -> f64 {
        self.at((self.from() + self.to()) / 2.0)
    }

    pub(super) fn contrast(&self) -> f64 {
        self.members.iter().map(|r| r.contrast).fold(0.0, f64::max)
    }

    pub(super) fn thickness(&self) -> f64 {
        self.members.iter().map(|r| r.thickness).fold(0.0, f64::max)
    }

    /// From which to which of the crossing borders it runs; its own ends where it runs beyond them.
    fn held_by(&self, others: &[Border]) -> (f64, f64) {
        let (from, to) = (self.from(), self.to());
        let before = others.iter().map(|o| o.at(self.at(from))).filter(|&x| x <= from);
        let after = others.iter().map(|o| o.at(self.at(to))).filter(|&x| x >= to);
        (before.reduce(f64::max).unwrap_or(from), after.reduce(f64::min).unwrap_or(to))
    }

    /// Share of the stretch that is ruled.
    pub(super) fn covers(&self, from: f64, to: f64) -> f64 {
        let mut parts: Vec<(f64, f64)> = self
            .members
            .iter()
            .flat_map(|r| &r.inked)
            .map(|part| (part.0.max(from), part.1.min(to)))
            .filter(|(a, b)| b > a)
            .collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut sum, mut end) = (0.0, from);
        for (a, b) in parts {
            sum += (b - a.max(end)).max(0.0);
            end = end.max(b);
        }
        sum / (to - from).max(1.0)
    }

    /// A border nobody drew, at the open side of a table, as level as the one beside it.
    pub(super) fn open(from: f64, to: f64, across: f64, beside: &Border) -> Self {
        const POINTS: usize = 9;
        let places = (0..POINTS).map(|i| from + (to - from) * i as f64 / (POINTS - 1) as f64);
        let middle = beside.at((from + to) / 2.0);
        let course = places.map(|along| (along, across + beside.at(along) - middle)).collect();
        Self { members: vec![Rule { course, thickness: 0.0, contrast: 0.0, inked: vec![(from, to)] }] }
    }

    /// A border nobody sees, part of the way from one to the next.
    pub(super) fn between(above: &Border, below: &Border, part: f64) -> Self {
        const POINTS: usize = 9;
        let (from, to) = (above.from().max(below.from()), above.to().min(below.to()));
        let places = (0..POINTS).map(|i| from + (to - from) * i as f64 / (POINTS - 1) as f64);
        let course = places.map(|x| (x, above.at(x) + part * (below.at(x) - above.at(x)))).collect();
        Self { members: vec![Rule { course, thickness: 0.0, contrast: 0.0, inked: vec![(from, to)] }] }
    }
}

/// Rules gathered into borders by where they stand in the middle of the table.
pub(super) fn gather(rules: &[&Rule], middle: f64, double: f64) -> Vec<Border> {
    let stand = |r: &Rule| r.at(middle.clamp(r.from(), r.to()));
    let mut sorted: Vec<&Rule> = rules.to_vec();
    sorted.sort_by(|a, b| stand(a).total_cmp(&stand(b)));
    let mut found: Vec<Border> = Vec::new();
    let mut last = f64::MIN;
    for rule in sorted {
        let here = stand(rule);
        match found.last_mut() {
            Some(border) if here - rule.thickness / 2.0 - last <= double => border.members.push(rule.clone()),
            _ => found.push(Border { members: vec![rule.clone()] }),
        }
        last = here + rule.thickness / 2.0;
    }
    found
}

/// Where a border of rows and one of columns cross.
pub(super) fn crossing(row: &Border, column: &Border) -> Point {
    let member = &column.members[0];
    let mut y = row.at(member.at((member.from() + member.to()) / 2.0));
    for _ in 0..3 {
        y = row.at(column.at(y));
    }
    Point::new(column.at(y), y)
}

/// Leaves the borders that bear the table: those ruled along much of it, and shorter ones that run from border to
/// border. What hangs free is a stamp's edge, an underlining, a stroke.
pub(super) fn bearing(rows: &mut Vec<Border>, columns: &mut Vec<Border>, near: f64) {
    let span = |others: &[Border], along: fn(&Border) -> (f64, f64)| {
        others.iter().map(along).fold((f64::MAX, f64::MIN), |s, p| (s.0.min(p.0), s.1.max(p.1)))
    };
    let reach = |b: &Border| (b.from(), b.to());
    for _ in 0..3 {
        let (across, down) = (span(rows, reach), span(columns, reach));
        let before = (rows.clone(), columns.clone());
        rows.retain(|b| b.covers(across.0, across.1) >= FREE || is_held(b, &before.1, near));
        columns.retain(|b| b.covers(down.0, down.1) >= FREE || is_held(b, &before.0, near));
        if rows.len() == before.0.len() && columns.len() == before.1.len() {
            break;
        }
    }
}

/// Takes out strokes across a single column of the body: by hand, where no form has them. Many are rows of their own,
/// and heads are divided so.
pub(super) fn without_strokes(rows: &mut Vec<Border>, columns: &[Border]) {
    let ends = columns.first().zip(columns.last()).map(|(a, b)| (a.middle(), b.middle()));
    let (Some((left, right)), Some(top), Some(foot)) =
        (ends, rows.first().map(Border::middle), rows.last().map(Border::middle))
    else {
        return;
    };
    let share = |b: &Border| b.covers(left, right);
    let head =
        rows.iter().skip(1).find(|b| share(b) >= FIRM && b.middle() - top <= HEAD_SHARE * (foot - top));
    let Some(head) = head.map(Border::middle) else { return };
    let stroke = |b: &Border| b.middle() > head && b.middle() < foot && share(b) < STROKE.1;
    if rows.iter().filter(|b| stroke(b)).count() <= STROKE.0 {
        rows.retain(|b| !stroke(b));
    }
}

/// Does the border end at others at both its ends, and is it ruled between?
fn is_held(border: &Border, others: &[Border], near: f64) -> bool {
    let held = |along: f64| {
        let across = border.at(along);
        others
            .iter()
            .any(|o| (o.at(across) - along).abs() <= near && o.covers(across - near, across + near) >= FREE)
    };
    border.covers(border.from(), border.to()) >= HELD && held(border.from()) && held(border.to())
}

/// Is each row border printed as firmly as columns are, from column to column? Rules that are pale or broken are
/// there to write on, and so are those hardly darker than they: writing stands on them.
pub(super) fn firm_rows(rows: &[Border], columns: &[Border]) -> Vec<bool> {
    let usual = usual_contrast(columns);
    let broken = |row: &Border| {
        let (left, right) = row.held_by(columns);
        row.covers(left, right) < FIRM
    };
    let drawn = |row: &&Border| row.thickness() > 0.0;
    let mut pale: Vec<f64> = rows
        .iter()
        .filter(drawn)
        .filter(|row| row.contrast() < PALE * usual || broken(row))
        .map(Border::contrast)
        .collect();
    pale.sort_by(f64::total_cmp);
    let alike = if pale.len() >= 2 { WRITTEN_ON * pale[pale.len() / 2] } else { 0.0 };
    let least = (PALE * usual).max(alike.min(DARK * usual));
    rows.iter().map(|row| !drawn(&row) || row.contrast() >= least && !broken(row)).collect()
}

/// Which borders are as thick as a frame, and run along all of the others.
pub(super) fn frames(borders: &[Border], others: &[Border]) -> Vec<bool> {
    let span = others.first().map(Border::middle).zip(others.last().map(Border::middle)).unwrap_or_default();
    let drawn = borders.iter().map(Border::thickness).filter(|&t| t > 0.0);
    let thinnest = drawn.fold(f64::MAX, f64::min).max(1.0);
    borders.iter().map(|b| b.thickness() >= FRAME * thinnest && b.covers(span.0, span.1) >= FIRM).collect()
}

/// Takes off outermost borders that are paler than the table's columns, near the next one or outside a frame: edges of the
/// page, folds, shadows.
pub(super) fn without_page_edges(rows: &mut Vec<Border>, columns: &mut Vec<Border>) {
    let least = PALE * usual_contrast(columns);
    let before = (rows.clone(), columns.clone());
    for (borders, others) in [(columns, &before.0), (rows, &before.1)] {
        let at: Vec<f64> = borders.iter().map(Border::middle).collect();
        let narrow = MARGIN * at.first().zip(at.last()).map_or(0.0, |(first, last)| last - first);
        let frames = frames(borders, others);
        let edge = |outer: usize, inner: usize| {
            let (contrast, near) = (borders[outer].contrast(), (at[outer] - at[inner]).abs() <= narrow);
            contrast < least && (near || frames[inner]) || contrast < SHADOW * least
        };
        let (mut first, mut last) = (0, at.len().saturating_sub(1));
        while first < last && edge(first, first + 1) {
            first += 1;
        }
        while first < last && edge(last, last - 1) {
            last -= 1;
        }
        borders.truncate(last + 1);
        borders.drain(..first);
    }
}

/// Median contrast of borders.
fn usual_contrast(borders: &[Border]) -> f64 {
    let mut contrasts: Vec<f64> = borders.iter().map(Border::contrast).filter(|&c| c > 0.0).collect();
    contrasts.sort_by(f64::total_cmp);
    contrasts.get(contrasts.len() / 2).copied().unwrap_or(0.0)
}
