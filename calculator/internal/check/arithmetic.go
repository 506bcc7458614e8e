package check

import (
	"math"
	"math/big"
	"math/bits"

	"shirube/calculator/internal/ir"
)

// The functions of this file compute ranges with 64-bit integers; ok is false where a result does not fit.

// add returns a + b; ok is false where the sum does not fit in 64 bits. Such arithmetic is used on everything that a
// file states: a wrapped number would be proved.
func add(a, b int64) (int64, bool) {
	c := a + b
	return c, (c > a) == (b > 0)
}

// mul returns a·b; ok is false where the product does not fit. The least integer is refused, since it has no
// opposite.
func mul(a, b int64) (int64, bool) {
	if a == math.MinInt64 || b == math.MinInt64 {
		return 0, a == 0 || b == 0
	}
	hi, lo := bits.Mul64(uint64(abs(a)), uint64(abs(b)))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func abs(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}

// pow10 returns 10^n; ok is false where that does not fit.
func pow10(n int) (int64, bool) {
	if n < 0 || n > 18 {
		return 0, false
	}
	p := int64(1)
	for range n {
		p *= 10
	}
	return p, true
}

func bigPow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// ceilDiv returns ⌈a ÷ b⌉ for positive b.
func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// magnitude returns the largest absolute value of an extent.
func magnitude(e ir.Extent) int64 {
	if e.Low == math.MinInt64 || e.High == math.MinInt64 {
		return math.MaxInt64
	}
	return max(abs(e.Low), abs(e.High))
}
