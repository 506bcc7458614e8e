package check

import (
	"fmt"
	"math/big"
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// declareUnits declares the units of a file with their conversions.
func (c *checker) declareUnits(s *scope, f *syntax.File, calculator string) {
	for _, d := range f.Units {
		c.writeTexts(func() { c.helpTexts(d.Properties, calculator) })
		c.sources(d.Properties)
		earlier := find(s, d.Name.Name, func(s *scope) map[string]diagnostic.Span { return s.units })
		if earlier != (diagnostic.Span{}) {
			c.errorAt(CodeDuplicateName, d.Name.Span, fmt.Sprintf("単位「%s」はもう宣言されています。", d.Name.Name), "どちらかを消してください。",
				diagnostic.Note{Span: earlier, Message: "先の宣言はここです。"})
			continue
		}
		s.units[d.Name.Name] = d.Name.Span
		if d.Rate != nil {
			c.sourced(d.Properties, d.Properties.Get("換算").Key.Span, "換算")
			s.rates = append(s.rates, d.Rate)
		}
	}
}

// languageRates are the conversions that need no declaration.
func languageRates() []*syntax.Number {
	rate := func(n int64, over, under string) *syntax.Number {
		return &syntax.Number{Quantity: syntax.Quantity{Value: syntax.NewDecimal(big.NewInt(n), 0), Unit: syntax.Unit{Over: over, Under: under}}}
	}
	return []*syntax.Number{rate(60, "分", "時間"), rate(24, "時間", "日"), rate(7, "日", "週"), rate(12, "か月", "年")}
}

// allRates returns the conversions of the files and of the language.
func (s *scope) allRates() []*syntax.Number {
	rates := languageRates()
	for ; s != nil; s = s.outer {
		rates = append(rates, s.rates...)
	}
	return rates
}

// conversion returns the rate by which a value of unit from is multiplied, or divided, to be one of unit
// to; nil where no conversion is declared.
func (s *scope) conversion(from, to ir.Unit) (rate *syntax.Number, divide bool) {
	for _, rate := range s.allRates() {
		unit := ir.UnitOf(rate.Quantity.Unit)
		if from.Times(unit).Same(to) {
			return rate, false
		}
		if from.Per(unit).Same(to) {
			return rate, true
		}
	}
	return nil, false
}

// isConversion reports whether a literal is one of the declared rates.
func (s *scope) isConversion(q syntax.Quantity) bool {
	return slices.ContainsFunc(s.allRates(), func(rate *syntax.Number) bool { return rate.Quantity.String() == q.String() })
}

const conversionForm = "換算(使用量, kWh)"

// converted checks 換算(x, kWh) and returns a product, or x and its divisor where the inverse of the rate is no
// decimal.
func (b *builder) converted(n *syntax.Call, e *env) (x, divisor ir.Expr) {
	if !b.arity(n, 2, 2, conversionForm) {
		return nil, nil
	}
	x = b.number(n.Args[0], e)
	to, ok := b.unitOf(n.Args[1])
	if x == nil || !ok {
		return nil, nil
	}
	from := x.Type().Unit
	rate, divide := b.scope.conversion(from, to)
	if rate == nil {
		b.errorAt(CodeConversion, n.Span, fmt.Sprintf("「%s」を「%s」に直す換算がありません。", unitName(from), unitName(to)),
			"「単位」の下に「換算: 1kWh = 3.6MJ」のように宣言するか、単位を確かめてください。")
		return nil, nil
	}
	factor := b.literal(rate)
	if factor == nil || !divide {
		return b.productAt(x, factor, n.Span), nil
	}
	// Dividing by 0.25 is multiplying by 4, which needs no rounding; 60 has no such inverse.
	if inverse, ok := inverseOf(rate.Quantity.Value); ok {
		t := &ir.Type{Kind: ir.Number, Unit: ir.Unit{}.Per(factor.Type().Unit), Scale: inverse.Scale}
		return b.productAt(x, &ir.Literal{Typed: ir.Of(t, ir.Point(inverse.Digits.Int64()))}, n.Span), nil
	}
	return x, factor
}

// productAt is x·y, or nil where either is missing.
func (b *builder) productAt(x, y ir.Expr, at diagnostic.Span) ir.Expr {
	if x == nil || y == nil {
		return nil
	}
	return b.product(x, y, at)
}

// conversionCall checks 換算(…) outside of a rounding.
func (b *builder) conversionCall(n *syntax.Call, e *env) ir.Expr {
	x, divisor := b.converted(n, e)
	if divisor == nil {
		return x
	}
	return b.reject(CodeDivision, n.Span, "換算の結果をどう丸めるかが決まっていません。",
		fmt.Sprintf("切り捨て(%s, 1%s) のように、切り捨て・切り上げ・四捨五入 の中に書いてください。", syntax.Words(n), syntax.Words(n.Args[1])))
}

// unitOf reads an argument that is the name of a unit.
func (b *builder) unitOf(x syntax.Expr) (ir.Unit, bool) {
	if name, ok := x.(*syntax.Name); ok && name.Unit != nil {
		return ir.UnitOf(*name.Unit), true
	}
	if _, bad := x.(*syntax.Bad); !bad {
		b.errorAt(CodeConversion, x.At(), "ここには、直した後の単位が要ります。", "「"+conversionForm+"」のように、宣言した単位を書いてください。")
	}
	return ir.Unit{}, false
}

// inverseOf returns 1 ÷ d where that is a decimal that fits in a value.
func inverseOf(d syntax.Decimal) (syntax.Decimal, bool) {
	digits, rest := new(big.Int).QuoRem(bigPow10(ir.MaxScale+d.Scale), d.Digits, new(big.Int))
	return syntax.NewDecimal(digits, ir.MaxScale), rest.Sign() == 0 && digits.IsInt64()
}
