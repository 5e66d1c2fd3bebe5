//! Products of matrices of numbers, row by row in one slice each. Not for whole numbers: reading has its own.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

/// What multiplies, with the widest instructions of this processor, on as many threads as the pool it is called in has.
#[derive(Default)]
pub(super) struct Products(GemmExecutor<f32>);

/// A matrix that many products take, laid out for them once.
pub(super) struct Packed(PackedBMatrix<f32>);

/// A matrix as it lies in memory: its numbers and how many stand in a row.
#[derive(Clone, Copy)]
pub(super) struct Matrix<'n> {
    numbers: &'n [f32],
    columns: usize,
    turned: bool,
}

impl<'n> Matrix<'n> {
    /// Rows of `columns` numbers.
    pub(super) fn of(numbers: &'n [f32], columns: usize) -> Self {
        Self { numbers, columns, turned: false }
    }

    /// The same with rows for columns.
    pub(super) fn turned(self) -> Self {
        Self { turned: !self.turned, ..self }
    }

    fn view(self) -> NdTensorView<'n, f32, 2> {
        let rows = self.numbers.len() / self.columns;
        let view = NdTensorView::from_data([rows, self.columns], self.numbers);
        if self.turned { view.transposed() } else { view }
    }
}

impl Products {
    /// Writes `a` times `b` to `out`.
    pub(super) fn put(&self, out: &mut [f32], a: Matrix<'_>, b: Matrix<'_>) {
        self.multiply(out, a, GemmInputB::Unpacked(b.view()), 0.0);
    }

    /// Adds `a` times `b` to `out`.
    pub(super) fn add(&self, out: &mut [f32], a: Matrix<'_>, b: Matrix<'_>) {
        self.multiply(out, a, GemmInputB::Unpacked(b.view()), 1.0);
    }

    /// Adds `a` times a packed matrix to `out`.
    pub(super) fn add_packed(&self, out: &mut [f32], a: Matrix<'_>, b: &Packed) {
        self.multiply(out, a, GemmInputB::Packed(&b.0), 1.0);
    }

    /// Lays a matrix out for products with it on the right.
    pub(super) fn pack(&self, b: Matrix<'_>) -> Packed {
        Packed(self.0.prepack_b(b.view()))
    }

    fn multiply(&self, out: &mut [f32], a: Matrix<'_>, b: GemmInputB<'_, f32>, beta: f32) {
        let options = GemmOptions { beta, ..GemmOptions::default() };
        let done = self.0.gemm(out, GemmInputA::Unpacked(a.view()), b, options);
        // Layers are made with lengths that fit each other (`Model::is_sound`).
        debug_assert!(done.is_ok(), "{done:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_put_and_added_and_turned() {
        let products = Products::default();
        let (a, b) = ([1.0, 2.0, 3.0, 4.0], [1.0, 0.0, 1.0, 1.0]);
        let mut out = [9.0; 4];
        products.put(&mut out, Matrix::of(&a, 2), Matrix::of(&b, 2));
        assert_eq!(out, [3.0, 2.0, 7.0, 4.0]);
        products.add(&mut out, Matrix::of(&a, 2), Matrix::of(&b, 2).turned());
        assert_eq!(out, [4.0, 5.0, 10.0, 11.0]);
        products.add_packed(&mut out, Matrix::of(&a, 2), &products.pack(Matrix::of(&b, 2)));
        assert_eq!(out, [7.0, 7.0, 17.0, 15.0]);
    }
}
