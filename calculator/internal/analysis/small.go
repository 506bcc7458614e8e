package analysis

// small reports whether the sum of x and another small number fits into a signed 64-bit integer.
func small(x int64) bool { return -1<<61 < x && x < 1<<61 }

// times multiplies; ok is false where the product is not small.
func times(a, b int64) (product int64, ok bool) {
	product = a * b
	return product, a == 0 || small(a) && small(b) && small(product) && product/a == b
}
