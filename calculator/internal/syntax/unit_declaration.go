package syntax

import "fmt"

// A UnitDeclaration is 単位: a base unit of the site's own. Rate is 換算, how much one of the unit is in
// another: 3.6MJ/kWh; nil without one.
type UnitDeclaration struct {
	Name       Ident
	Rate       *Number
	Properties Properties
}

// unit parses `単位 kWh`, with `換算: 1kWh = 3.6MJ` below it.
func (p *parser) unit(head item, body []item) {
	at := spanOf(p.path, head)
	name := Fold(textOf(head))
	if !isUnitName(name) {
		p.report(CodeUnitName, at, fmt.Sprintf("「%s」は単位の名前にできません。", name), "「単位 kWh」「単位 台」のように、数字のない1つの語で、ほかの意味のない名前を書いてください。")
		return
	}
	u := &UnitDeclaration{Name: Ident{name, at}}
	for _, it := range body {
		before := len(u.Properties)
		if !p.property("単位", it, &u.Properties) {
			p.unknownLine("単位", it)
		} else if len(u.Properties) > before && u.Properties[before].Key.Name == "換算" {
			_, tail, _ := it.split()
			u.Rate = p.conversion(name, tail)
		}
	}
	p.file.Units = append(p.file.Units, u)
}

// conversion reads `1kWh = 3.6MJ`; nil where that has been reported.
func (p *parser) conversion(name string, tail []line) *Number {
	c := p.cursor(tail)
	one, isOne := c.value().(*Number)
	equals := c.accept("=")
	other, isOther := c.value().(*Number)
	c.end()
	if c.failed {
		return nil
	}
	from, to := one.baseUnit(), other.baseUnit()
	if !isOne || !isOther || !equals || one.Quantity.String() != "1"+from || from == to || to == "" || from != name || other.Quantity.Value.Digits.Sign() <= 0 {
		p.report(CodeConversionForm, spanOf(p.path, tail), "換算が読めません。", fmt.Sprintf("「換算: 1%s = 3.6MJ」のように、この単位の1つ分が、ほかの単位でいくつかを書いてください。", name))
		return nil
	}
	return &Number{Quantity: Quantity{Value: other.Quantity.Value, Unit: Unit{Over: to, Under: from}}, Span: other.Span}
}

// baseUnit returns the base unit of n, or "" where it has none or a quotient.
func (n *Number) baseUnit() string {
	if n == nil || n.Quantity.Unit.Under != "" {
		return ""
	}
	return n.Quantity.Unit.Over
}

// unitExample is how a message shows the declaration of a unit that is not known.
func unitExample(text string) string {
	if isUnitName(text) {
		return text
	}
	return "kWh"
}
