//! Which lines of a table's body begin its entries: those of the numbering column, or of the first column whose
//! lines have lines of others beside them. Not for cutting rows: [`super::entries`] does.

/// Fewer lines in a column than this are no list.
const LEAST_ENTRIES: usize = 4;
/// Share of a column's lines that must have a line beside them in another column.
const ALIKE: f64 = 0.7;
/// Share of a numbering column's lines that must; chance puts half of them beside a line of dense text.
const NUMBERED: f64 = 0.8;
/// Lines this near in height stand beside each other, share of the distance between lines; and how much nearer
/// where their usual offset is known.
pub(super) const BESIDE: f64 = 0.4;
const SHARP: f64 = 0.25;
/// Widest numbering column, share of the table.
const NUMBERS_WIDTH: f64 = 0.15;
/// Pieces of one line stand this near in height, share of their own.
const LEVEL: f64 = 0.35;
/// A line of the agreeing column begins an entry too where it is this far from all starts, usual distances of these.
const GAP: f64 = 0.75;
/// Lines shorter than this share of their column's long lines (a fifth is longer) are strokes that belong to others.
const SHORT: f64 = 0.25;

/// A line of a column: where it begins and ends, and its height, carried along the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) level: f64,
    /// Height of its outline.
    pub(super) tall: f64,
}

/// A column of a table's body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Column {
    /// Share of the table's width.
    pub(super) width: f64,
    /// Heights of its lines, pieces of one line as one; ascending.
    pub(super) levels: Vec<f64>,
}

impl Column {
    pub(super) fn of(mut lines: Vec<Standing>, width: f64) -> Self {
        lines.sort_by(|a, b| a.level.total_cmp(&b.level));
        let mut runs: Vec<Vec<Standing>> = Vec::new();
        for line in lines {
            match runs.last_mut() {
                Some(run) if line.level - run[0].level <= LEVEL * run[0].tall.min(line.tall) => {
                    run.push(line)
                }
                _ => runs.push(vec![line]),
            }
        }
        let length = |run: &Vec<Standing>| run.iter().map(|l| l.right - l.left).sum::<f64>();
        let mut lengths: Vec<f64> = runs.iter().map(length).collect();
        lengths.sort_by(f64::total_cmp);
        let long = lengths.get(lengths.len() * 4 / 5).copied().unwrap_or(0.0);
        runs.retain(|run| length(run) >= SHORT * long);
        Self { width, levels: runs.iter().filter_map(|run| height(run)).collect() }
    }

    /// Usual distance of neighbouring lines.
    fn pitch(&self) -> Option<f64> {
        let mut gaps: Vec<f64> = self.levels.windows(2).map(|w| w[1] - w[0]).collect();
        gaps.sort_by(f64::total_cmp);
        gaps.get(gaps.len() / 2).copied()
    }

    /// Without lines too near below another to be lines of their own: strokes below, words between the lines.
    fn thinned(&self, pitch: f64) -> Column {
        let mut levels: Vec<f64> = Vec::new();
        for &y in &self.levels {
            if levels.last().is_none_or(|last| y - last > 0.6 * pitch) {
                levels.push(y);
            }
        }
        Column { width: self.width, levels }
    }

    /// Usual offset of the other column's lines from this one's that stand beside them.
    pub(super) fn offset(&self, other: &[f64], pitch: f64) -> Option<f64> {
        let mut offsets: Vec<f64> = self
            .levels
            .iter()
            .filter_map(|&y| other.iter().map(|o| o - y).min_by(|a, b| a.abs().total_cmp(&b.abs())))
            .filter(|d| d.abs() < BESIDE * pitch)
            .collect();
        offsets.sort_by(f64::total_cmp);
        offsets.get(offsets.len() / 2).copied()
    }

    /// Share of the lines that have a line of the other column beside them, at the usual offset.
    fn share_beside(&self, other: &Column, pitch: f64) -> f64 {
        let Some(offset) = self.offset(&other.levels, pitch) else { return 0.0 };
        let beside = |y: f64| other.levels.iter().any(|o| (o - y - offset).abs() < SHARP * pitch);
        self.levels.iter().filter(|&&y| beside(y)).count() as f64 / self.levels.len().max(1) as f64
    }
}

/// Height of pieces of one line: that of the longest.
fn height(pieces: &[Standing]) -> Option<f64> {
    let longest = pieces.iter().max_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left)));
    longest.map(|l| l.level)
}

/// Heights at which entries begin, and the distance of lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Starts {
    pub(super) levels: Vec<f64>,
    pub(super) pitch: f64,
}

/// Where entries begin, where the columns show it; columns stand in the order they are read.
pub(super) fn find(columns: &[Column]) -> Option<Starts> {
    let lists: Vec<&Column> = columns.iter().filter(|c| c.levels.len() >= LEAST_ENTRIES).collect();
    let pitch = lists.iter().filter_map(|c| c.pitch()).fold(f64::MAX, f64::min);
    let lists: Vec<Column> = lists.iter().map(|c| c.thinned(pitch)).collect();
    let first = starting_column(&lists, pitch)?;
    let levels =
        filled(&lists[first], lists[first + 1..].iter().find(|b| agree(&lists[first], b, pitch)), pitch);
    Some(Starts { levels, pitch })
}

/// The starts of a column, and in its widest gaps, where a line was not seen, those of the one that agrees with it.
fn filled(first: &Column, agreeing: Option<&Column>, pitch: f64) -> Vec<f64> {
    let mut levels = first.levels.clone();
    let Some((other, usual)) = agreeing.zip(first.pitch()) else { return levels };
    let offset = first.offset(&other.levels, pitch).unwrap_or(0.0);
    for level in other.levels.iter().map(|y| y - offset) {
        if levels.iter().all(|own| (own - level).abs() > GAP * usual) {
            levels.push(level);
        }
    }
    levels.sort_by(f64::total_cmp);
    levels
}

/// Has each line of either column one of the other beside it?
fn agree(a: &Column, b: &Column, pitch: f64) -> bool {
    a.share_beside(b, pitch).min(b.share_beside(a, pitch)) >= ALIKE
}

/// The column whose lines begin entries: the leftmost that agrees with another, each line of the one beside a line of
/// the other. Sums and dates at the end of entries agree too, but stand farther right, and there a first column
/// narrow as numbers are, each beside a line of the text, goes before. Notes beside some of the entries do not.
fn starting_column(columns: &[Column], pitch: f64) -> Option<usize> {
    let agreeing =
        (0..columns.len()).find(|&i| columns[i + 1..].iter().any(|b| agree(&columns[i], b, pitch)));
    let (first, others) = columns.split_first()?;
    let text = |b: &Column| b.levels.len() as f64 >= 1.5 * first.levels.len() as f64;
    let numbers = first.width <= NUMBERS_WIDTH
        && others.iter().any(|b| text(b) && first.share_beside(b, pitch) >= NUMBERED);
    match agreeing {
        Some(i) if !numbers || first.share_beside(&columns[i], pitch) >= ALIKE => Some(i),
        _ => numbers.then_some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(width: f64, levels: &[f64]) -> Column {
        let line = |&level: &f64| Standing { left: 0.0, right: 100.0, level, tall: 30.0 };
        Column::of(levels.iter().map(line).collect(), width)
    }

    fn check(columns: &[(f64, &[f64])], expected: Option<&[f64]>) {
        let columns: Vec<Column> = columns.iter().map(|(width, levels)| column(*width, levels)).collect();
        assert_eq!(find(&columns).map(|s| s.levels).as_deref(), expected);
    }

    const NUMBERS: [f64; 5] = [100.0, 250.0, 300.0, 450.0, 550.0];
    const TEXT: [f64; 10] = [100.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0, 450.0, 500.0, 550.0];

    #[test]
    fn names_and_dates_beside_each_other_begin_entries() {
        check(
            &[(0.7, &[100.0, 150.0, 200.0, 250.0]), (0.3, &[103.0, 152.0, 204.0, 251.0])],
            Some(&[100.0, 150.0, 200.0, 250.0]),
        );
    }

    #[test]
    fn numbers_begin_entries_of_several_lines() {
        check(&[(0.08, &NUMBERS), (0.9, &TEXT)], Some(&NUMBERS));
    }

    #[test]
    fn sums_at_the_end_of_entries_do_not_begin_them() {
        let sums = [200.0, 255.0, 400.0, 505.0, 600.0];
        check(&[(0.08, &NUMBERS), (0.7, &TEXT), (0.1, &sums), (0.1, &sums)], Some(&NUMBERS));
    }

    #[test]
    fn notes_beside_some_entries_do_not_begin_them() {
        let names = [100.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0, 450.0];
        check(&[(0.1, &[100.0, 200.0, 350.0, 400.0]), (0.5, &names), (0.4, &names)], Some(&names));
    }

    #[test]
    fn a_start_that_was_not_seen_is_filled_in_from_the_dates() {
        let (names, dates) =
            ([100.0, 150.0, 250.0, 300.0, 350.0], [101.0, 151.0, 201.0, 251.0, 301.0, 351.0]);
        check(&[(0.6, &names), (0.4, &dates)], Some(&[100.0, 150.0, 200.0, 250.0, 300.0, 350.0]));
    }

    #[test]
    fn a_stroke_below_a_number_is_no_start() {
        let mut numbers = column(0.08, &[100.0, 120.0, 250.0, 300.0, 450.0, 550.0]);
        assert_eq!(numbers.levels.len(), 6);
        numbers = numbers.thinned(50.0);
        assert_eq!(numbers.levels, NUMBERS);
    }

    #[test]
    fn a_short_stroke_is_no_line_and_pieces_of_one_line_are_one() {
        let piece = |left: f64, right: f64, level: f64| Standing { left, right, level, tall: 30.0 };
        let lines = vec![
            piece(0.0, 60.0, 100.0),
            piece(70.0, 200.0, 104.0),
            piece(20.0, 30.0, 125.0),
            piece(0.0, 190.0, 150.0),
        ];
        assert_eq!(Column::of(lines, 0.5).levels, [104.0, 150.0]);
    }

    #[test]
    fn columns_of_other_lines_begin_nothing() {
        check(&[(0.5, &[100.0, 190.0, 230.0, 410.0]), (0.5, &[130.0, 150.0, 260.0, 330.0])], None);
    }
}
