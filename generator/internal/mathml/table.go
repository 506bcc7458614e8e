package mathml

import "strings"

// environment reads \begin{name} … \end{name}.
func (p *parser) environment() string {
	name := strings.TrimSuffix(p.word(), "*")
	left, right, align := "", "", ""
	switch name {
	case "pmatrix":
		left, right = "(", ")"
	case "bmatrix":
		left, right = "[", "]"
	case "Bmatrix":
		left, right = "{", "}"
	case "vmatrix":
		left, right = "|", "|"
	case "Vmatrix":
		left, right = "‖", "‖"
	case "cases", "rcases":
		left, align = "{", "left"
		if name == "rcases" {
			left, right = "", "}"
		}
	case "array", "darray":
		p.optional()
		align = columns(p.word())
	case "alignedat", "alignat":
		p.word()
		align = "right left"
	case "align", "aligned", "split", "eqnarray":
		align = "right left"
	case "matrix", "smallmatrix", "gather", "gathered", "equation", "multline", "displaymath", "math", "subarray":
	default:
		p.fail(`「\begin{` + name + `}」が分かりません`)
		return ""
	}
	table := p.table(`\end`, align)
	p.word()
	if left == "" && right == "" {
		return table
	}
	return "<mrow>" + fenceOrNone(left) + table + fenceOrNone(right) + "</mrow>"
}

// fenceOrNone returns a bracket that grows with the table, or nothing.
func fenceOrNone(mark string) string {
	if mark == "" {
		return ""
	}
	return "<mo>" + mark + "</mo>"
}

// columns returns how the columns of an array are aligned: {l|cr} is left center right.
func columns(spec string) string {
	var names []string
	for _, c := range spec {
		switch c {
		case 'l':
			names = append(names, "left")
		case 'r':
			names = append(names, "right")
		case 'c':
			names = append(names, "center")
		}
	}
	return strings.Join(names, " ")
}

// table reads rows up to a token, past it. Align names the sides of the columns; the last ones are repeated.
func (p *parser) table(end, align string) string {
	sides := strings.Fields(align)
	ends := func(token string) bool { return token == end || endOfFormula(token) }
	var b strings.Builder
	b.WriteString("<mtable>")
	for column, open := 0, false; ; {
		cell := p.list(ends)
		token := p.next()
		if cell == "" && token == end && column == 0 {
			break // the last line ends in \\
		}
		if !open {
			b.WriteString("<mtr>")
			column, open = 0, true
		}
		b.WriteString("<mtd" + sideOf(sides, column) + ">" + cell + "</mtd>")
		column++
		if token == "&" {
			continue
		}
		b.WriteString("</mtr>")
		column, open = 0, false
		if token == end {
			break
		}
		if token != `\\` {
			p.fail("表や行列が閉じていません")
			break
		}
		p.optional() // the distance to the next row
	}
	b.WriteString("</mtable>")
	return b.String()
}

// sideOf returns the attribute that aligns a column: a style sheet has the class, since MathML Core has none.
func sideOf(sides []string, column int) string {
	if len(sides) == 0 {
		return ""
	}
	side := sides[min(column, len(sides)-1)]
	if len(sides) == 2 && sides[0] == "right" {
		side = sides[column%2]
	}
	if side == "center" {
		return ""
	}
	return ` class="` + side + `"`
}
