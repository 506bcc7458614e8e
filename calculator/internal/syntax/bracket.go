package syntax

import "math/big"

// brackets parses 段階表, `段階表 所得税(所得: 円): 円` with rows `195万円以下 | 5%`, into the function of one parameter that
// counts each part of it at the rate of its row.
func (p *parser) brackets(head item, body []item) {
	c := p.cursor(head)
	f := &Function{}
	if !c.functionHead(f) {
		return
	}
	c.end()
	if len(f.Params) != 1 || f.Params[0].Form.Form != NumberInput {
		c.fail(CodeBrackets, f.Name.Span, "段階表の鍵は、1つの数です。", "「段階表 名前(使用量: 回): 円」の形で書いてください。")
		return
	}
	t := &Table{Name: f.Name, Keys: []Ident{f.Params[0].Name}, Results: []TableResult{{}}}
	p.tableBody("段階表", t, &f.Properties, body, "195万円以下 | 5%")
	for _, v := range t.Versions {
		x, words := p.bracketSum(f.Params[0], v)
		f.Versions = append(f.Versions, FunctionVersion{From: v.From, Expr: x, Words: words})
	}
	p.file.Functions = append(p.file.Functions, f)
}

// bracketSum adds the parts of all rows, each of which begins where the one before ends.
func (p *parser) bracketSum(key Param, v TableVersion) (sum Expr, words string) {
	var end Expr = &Number{Quantity: Quantity{Value: NewDecimal(big.NewInt(0), 0), Unit: key.Form.Unit}, Span: key.Name.Span}
	for i, row := range v.Rows {
		cell, rate := row.Cells[0], row.Cells[1].Value
		last := i == len(v.Rows)-1
		goesOn := cell.Low == nil && i == 0 || cell.Low != nil && Words(cell.Low.Value) == Words(end)
		_, isNumber := rate.(*Number)
		if !goesOn || (cell.High == nil) != last || !isNumber {
			p.report(CodeBrackets, row.Span, "この段は、前の段のすぐ次から始まっていません。",
				"「10回以下 | 0円/回」「10回超 20回以下 | 22円/回」「20回超 | 30円/回」のように、下から順に、最後は上の端なしで書いてください。")
			return &Bad{row.Span}, ""
		}
		at := row.Span
		call := func(name string, x, y Expr) Expr { return &Call{Name: Ident{name, at}, Args: []Expr{x, y}, Span: at} }
		var part Expr = &Binary{Op: Minus, X: &Name{Ident: Ident{key.Name.Name, at}}, Y: end, OpAt: at}
		zero := &Number{Quantity: Quantity{Value: NewDecimal(big.NewInt(0), 0), Unit: key.Form.Unit}, Span: at}
		part = call("大きい方", part, zero)
		if cell.High != nil {
			part = call("小さい方", part, &Binary{Op: Minus, X: cell.High.Value, Y: end, OpAt: at})
			end = cell.High.Value
		}
		part = &Binary{Op: Times, X: part, Y: rate, OpAt: at}
		if sum == nil {
			sum = part
		} else {
			sum = &Binary{Op: Plus, X: sum, Y: part, OpAt: at}
			words += "、"
		}
		words += cell.Text + "の分 × " + row.Cells[1].Text
	}
	return sum, words
}
