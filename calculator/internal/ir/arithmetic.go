package ir

// FloorDiv returns ⌊a ÷ b⌋.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// GCD returns the greatest common divisor of |a| and |b|.
func GCD(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// small reports whether the sum of x and another small number fits.
func small(x int64) bool { return -1<<61 < x && x < 1<<61 }

// times multiplies; ok is false where the product is not small.
func times(a, b int64) (product int64, ok bool) {
	product = a * b
	return product, a == 0 || small(a) && small(b) && small(product) && product/a == b
}
