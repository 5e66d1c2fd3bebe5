//! Which letter follows which: how likely a letter is behind those before it on a line, from the texts a line model learned
//! from. Not for words: it knows none, and names no list holds are spelled by it like others.
//!
//! Counts of letters behind up to six others, absolute discounting, shorter contexts filling in for longer ones (Ney,
//! Essen and Kneser, "On structuring probabilistic dependences in stochastic language modelling", 1994).

mod stored;

pub(super) use self::stored::Stored;

/// Letters of context and the one that follows: the deepest the tree of a file may be.
const ORDER: usize = 7;
/// Taken off each count, for what was not seen: between .6 and .8 nothing changes in the third figure.
const DISCOUNT: f32 = 0.7;
/// The tree's root: the context without letters.
const ROOT: u32 = 0;
/// The sign of a line's beginning and end.
const EDGE: u8 = 0;

/// Where one is: for each number of letters before, the knot of those letters. The first is the root.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Context {
    knots: [u32; ORDER],
    /// Knots that are known: those of more letters were not seen.
    known: usize,
}

/// Which letter follows which, by the letters of one line model.
#[derive(Debug, Clone)]
pub(super) struct Following {
    tree: Stored,
    /// Signs of the tree for the letters of the model (1 and up): nothing where its texts have none.
    signs: Vec<Option<u8>>,
    /// For each knot: seen letters behind it, all counted, and what is left to shorter contexts, as a share.
    behind: Vec<(f32, f32)>,
}

impl Following {
    /// For the letters of an alphabet in the order of its scores.
    pub(super) fn of(tree: Stored, alphabet: &[char]) -> Self {
        let signs = std::iter::once(None).chain(alphabet.iter().map(|&letter| tree.sign(letter)));
        let behind = (0..tree.knots()).map(|knot| {
            let counts = || tree.children(knot as u32).map(|child| tree.count(child as u32));
            let all = counts().sum::<f32>().max(tree.count(knot as u32)).max(1.0);
            (all, 1.0 - counts().map(|count| (count - DISCOUNT).max(0.0)).sum::<f32>() / all)
        });
        Self { signs: signs.collect(), behind: behind.collect(), tree }
    }

    /// Where a line begins.
    pub(super) fn start(&self) -> Context {
        self.go_on(&Context { knots: [ROOT; ORDER], known: 1 }, Some(EDGE)).1
    }

    /// How likely the letter (1 and up) is there, as a logarithm, and where one is behind it.
    pub(super) fn letter(&self, context: &Context, letter: usize) -> (f64, Context) {
        self.go_on(context, self.signs.get(letter).copied().flatten())
    }

    /// How likely the line ends there, as a logarithm.
    pub(super) fn end(&self, context: &Context) -> f64 {
        self.go_on(context, Some(EDGE)).0
    }

    fn go_on(&self, context: &Context, sign: Option<u8>) -> (f64, Context) {
        let mut share = 1.0 / self.tree.signs() as f32;
        let mut next = Context { knots: [ROOT; ORDER], known: 1 };
        for (letters, &knot) in context.knots[..context.known].iter().enumerate() {
            let (all, left) = self.behind[knot as usize];
            share *= left;
            let Some(child) = sign.and_then(|sign| self.tree.child(knot, sign)) else { continue };
            share += (self.tree.count(child) - DISCOUNT).max(0.0) / all;
            // Deeper than the tree nothing is known.
            if letters + 1 < ORDER && next.known == letters + 1 {
                next.knots[letters + 1] = child;
                next.known = letters + 2;
            }
        }
        (f64::from(share.max(f32::MIN_POSITIVE)).ln(), next)
    }
}

#[cfg(test)]
mod tests;
