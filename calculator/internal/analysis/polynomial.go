package analysis

import (
	"math"
	"slices"
	"strings"
)

// A polynomial maps monomials, written as their variables in ascending order, to coefficients other than 0. It is
// immutable once built, and unknown where a coefficient is tooLarge.
type polynomial map[string]int64

// tooLarge is the coefficient of a polynomial with a coefficient that is not small.
const tooLarge = math.MinInt64

func constant(c int64) polynomial {
	p := polynomial{}
	p.add("", c, 1)
	return p
}

func monomial(v byte) polynomial { return polynomial{string([]byte{v}): 1} }

// add adds c·d times a monomial to a polynomial under construction.
func (p polynomial) add(monomial string, c, d int64) {
	product, ok := times(c, d)
	sum := p[monomial] + product
	switch {
	case !ok || c == tooLarge || d == tooLarge || p[monomial] == tooLarge || !small(sum):
		p[monomial] = tooLarge
	case sum == 0:
		delete(p, monomial)
	default:
		p[monomial] = sum
	}
}

// plus returns p + c·o.
func (p polynomial) plus(o polynomial, c int64) polynomial {
	sum := make(polynomial, len(p)+len(o))
	for m, own := range p {
		sum.add(m, own, 1)
	}
	for m, own := range o {
		sum.add(m, own, c)
	}
	return sum
}

// times multiplies; the variables of a monomial are kept sorted, so that xy and yx are one.
func (p polynomial) times(o polynomial) polynomial {
	product := make(polynomial, len(p)*len(o))
	for m, c := range p {
		for n, d := range o {
			variables := []byte(m + n)
			slices.Sort(variables)
			product.add(string(variables), c, d)
		}
	}
	return product
}

// derivative differentiates by v.
func (p polynomial) derivative(v byte) polynomial {
	d := polynomial{}
	for m, c := range p {
		if at := strings.IndexByte(m, v); at >= 0 {
			d.add(m[:at]+m[at+1:], c, int64(strings.Count(m, string(rune(v)))))
		}
	}
	return d
}

// sign reports which signs coefficients have.
func (p polynomial) sign() (above, below bool) {
	for _, c := range p {
		above, below = above || c > 0 || c == tooLarge, below || c < 0
	}
	return above, below
}

// solved solves p = u for v; nil where p is not a multiple of ±v plus terms without v.
func (p polynomial) solved(v, u byte) polynomial {
	name := string(rune(v))
	k := p[name]
	if k == 0 {
		return nil
	}
	rest := monomial(u) // p by its factor is not negative either
	for m, c := range p {
		if m == name {
			continue
		}
		if c == tooLarge || c%k != 0 || strings.Contains(m, name) {
			return nil
		}
		rest.add(m, -c/max(k, -k), 1)
	}
	if k < 0 {
		return polynomial{}.plus(rest, -1)
	}
	return rest
}

// with substitutes by for v.
func (p polynomial) with(v byte, by polynomial) polynomial {
	name := string(rune(v))
	out := polynomial{}
	for m, c := range p {
		part := polynomial{strings.ReplaceAll(m, name, ""): c}
		for range strings.Count(m, name) {
			part = part.times(by)
		}
		out = out.plus(part, 1)
	}
	return out
}
