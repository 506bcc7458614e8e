package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// table parses a 表 with its rows, or with versions of rows by date.
func (p *parser) table(head item, body []item) {
	t := &Table{}
	if !p.tableHead(t, head) {
		return
	}
	p.tableBody("表", t, &t.Properties, body, "条件 | 値")
	p.file.Tables = append(p.file.Tables, t)
}

// tableBody reads the rows, versions and properties of a 表 or 段階表; form is how its rows are written.
func (p *parser) tableBody(declaration string, t *Table, properties *Properties, body []item, form string) {
	before := len(p.found)
	for _, it := range body {
		switch {
		case it[0].isRow():
			p.row(t, it)
		case p.property(declaration, it, properties), p.version(declaration, t, it):
		default:
			p.unknownLine(declaration, it)
		}
	}
	// What could not be read may have been rows, so their absence is not reported on top.
	if len(p.found) == before {
		p.hasRows(declaration, t, body, form)
	}
}

// hasRows reports a 表 or 段階表, or the date of a version, without rows.
func (p *parser) hasRows(declaration string, t *Table, body []item, form string) {
	if len(t.Versions) == 0 {
		for _, it := range body {
			for _, l := range it[1:] {
				if l.isRow() {
					p.report(CodeTableEmpty, l.whole(p.path), fmt.Sprintf("この行は、上の「%s」の続きとして読まれました。", it[0].firstWord()),
						fmt.Sprintf("字下げを「%s」とそろえてください。", it[0].firstWord()))
					return
				}
			}
		}
		p.report(CodeTableEmpty, t.Name.Span, fmt.Sprintf("%s「%s」に行がありません。", declaration, t.Name.Name),
			fmt.Sprintf("下の行に「%s」のように書いてください。", form))
	}
	for _, v := range t.Versions {
		if len(v.Rows) == 0 {
			p.report(CodeTableEmpty, v.From.Span, "この日からの行がありません。", fmt.Sprintf("下の行に「%s」のように書くか、日付の行を消してください。", form))
		}
	}
}

// tableHead reads `名前(鍵, 鍵): 円` or `名前(鍵): 下限 時間, 上限 時間`.
func (p *parser) tableHead(t *Table, head item) bool {
	names, tail, typed := head.split()
	c := p.cursor(names)
	var ok bool
	if t.Name, ok = c.name("表"); !ok {
		return false
	}
	if c.peek().kind == wordToken && c.ahead(1).is("(") {
		c.fail(CodeNameSpace, c.peek().span, "名前の途中に空白があります。", fmt.Sprintf("「%s%s」と書いてください。", t.Name.Name, c.peek().text))
		return false
	}
	if last := c.tokens[len(c.tokens)-1]; !typed && c.peek().is("(") && len(c.tokens) > 3 && c.tokens[len(c.tokens)-2].is(")") && last.kind == wordToken {
		c.colonMissing(last, "表 "+strings.TrimSpace(strings.TrimSuffix(wordsOf(names), last.text))+": "+last.text)
		return false
	}
	if !typed || !c.accept("(") {
		c.fail(CodeTableHead, spanOf(p.path, head), "表の形が読めません。", "「表 名前(鍵): 円」の形で書いてください。鍵は、表を引くときに使う値です。")
		return false
	}
	for !c.failed {
		key, ok := c.name("鍵")
		if ok {
			t.Keys = append(t.Keys, key)
		}
		if !c.accept(",") {
			break
		}
	}
	if !c.accept(")") {
		c.fail(CodeTableHead, c.peek().span, "鍵のかっこが閉じていません。", "「表 名前(鍵, 鍵): 円」の形で書いてください。")
	}
	c.end()
	return p.tableResults(t, tail) && !c.failed
}

// tableResults reads what follows the colon of a 表: a kind, or names and kinds of several results.
func (p *parser) tableResults(t *Table, tail []line) bool {
	text := Fold(textOf(tail))
	at := spanOf(p.path, tail)
	for part := range strings.SplitSeq(text, ",") {
		fields := strings.Fields(part)
		result := TableResult{Name: Ident{Span: at}}
		if len(fields) == 2 {
			result.Name.Name, fields = fields[0], fields[1:]
		}
		if len(fields) != 1 {
			p.report(CodeTableHead, at, "表の結果の単位が読めません。", "「: 円」か「: 下限 時間, 上限 時間」の形で書いてください。")
			return false
		}
		var ok bool
		if result.Form, ok = p.formOf(fields[0]); !ok {
			p.unknownUnit(fields[0], at)
			return false
		}
		t.Results = append(t.Results, result)
	}
	if len(t.Results) > 1 && hasUnnamed(t.Results) {
		p.report(CodeTableHead, at, "結果が2つ以上ある表には、結果ごとの名前が要ります。", "「: 下限 時間, 上限 時間」のように書いてください。")
		return false
	}
	return true
}

func hasUnnamed(results []TableResult) bool {
	return slices.ContainsFunc(results, func(r TableResult) bool { return r.Name.Name == "" })
}

// version reads `2024-04-01 から`, with its rows where these are indented deeper.
func (p *parser) version(declaration string, t *Table, it item) bool {
	if !it[0].startsWithDate() {
		return false
	}
	c := p.cursor(it[:1])
	date := c.next()
	if !c.accept("から") || c.peek().kind != endToken {
		c.fail(CodeTableVersion, spanOf(p.path, it), "日付の行が読めません。", "「2024-04-01 から」とだけ書き、次の行から表の行を書いてください。")
		return true
	}
	if len(t.Versions) > 0 && t.Versions[0].From == nil {
		c.fail(CodeTableOrder, date.span, "日付のない行のあとに日付があります。", "最初の行の上にも「… から」を書いてください。")
		return true
	}
	t.Versions = append(t.Versions, TableVersion{From: &Date{date.day, date.span}})
	for _, row := range itemsOf(it)[1:] {
		if row[0].isRow() {
			p.row(t, row)
		} else {
			p.unknownLine(declaration, row)
		}
	}
	return true
}

// cutNote cuts `注: …` off the end of a row or value.
func (p *parser) cutNote(it item) (line, Text) {
	l := it[0]
	for i := 1; i+1 < len(l.folded); i++ {
		if l.folded[i] == '注' && l.folded[i+1] == ':' && l.folded[i-1] == ' ' {
			return l.to(i), p.text(append([]line{l.from(i + 2)}, it[1:]...), "")
		}
	}
	return l, p.text(it[1:], "")
}

// row parses a row into its version; rows above the first date belong to a version without one.
func (p *parser) row(t *Table, it item) {
	if len(t.Versions) == 0 {
		t.Versions = append(t.Versions, TableVersion{})
	}
	l, note := p.cutNote(it)
	row := TableRow{Note: note, Span: l.whole(p.path)}
	for _, cell := range l.cells() {
		row.Cells = append(row.Cells, p.cell(cell))
	}
	if want := len(t.Keys) + len(t.Results); len(row.Cells) != want {
		p.report(CodeTableCell, row.Span, fmt.Sprintf("この行には区切りで%d個の欄がありますが、%d個の欄が要ります。", len(row.Cells), want),
			fmt.Sprintf("鍵%d個と結果%d個を「|」で区切って書いてください。", len(t.Keys), len(t.Results)))
		return
	}
	v := &t.Versions[len(t.Versions)-1]
	v.Rows = append(v.Rows, row)
}

// cell reads one cell (SPEC.md 2.5).
func (p *parser) cell(l line) Cell {
	cell := Cell{Text: l.text(), Span: l.whole(p.path)}
	c := p.cursor([]line{l})
	t := c.peek()
	switch {
	case t.is("すべて") || t.is("×") && len(c.tokens) == 1:
		c.next()
		cell.Any = true
	case t.kind == endToken:
		c.fail(CodeTableCell, cell.Span, "空の欄があります。", "値を書くか、どれでもよいときは「すべて」と書いてください。")
	case t.kind == numberToken && !c.optionsFollow() || t.kind == dateToken || t.is("-"):
		c.rangeCell(&cell)
	default:
		for !c.failed {
			t := c.next()
			if !t.isOption() && t.kind != wordToken {
				c.fail(CodeTableCell, cell.Span, fmt.Sprintf("欄「%s」が読めません。", cell.Text), "選択肢の名前、「12時間以上 30時間未満」のような範囲、または値を書いてください。")
				break
			}
			cell.Names = append(cell.Names, Ident{t.text, t.span})
			// A lone 3割 is both a name and a value; the other cells of its column decide which (see keyCell in
			// package check).
			if t.kind == numberToken && len(cell.Names) == 1 && c.peek().kind == endToken {
				cell.Value = &Number{Quantity: t.quantity, Span: t.span}
			}
			if !c.accept("か") && !c.accept("または") {
				break
			}
		}
	}
	c.end()
	return cell
}

// optionsFollow reports whether a number with 割 or 倍 may be the name of an option: it is alone or in a list of options.
func (c *cursor) optionsFollow() bool {
	next := c.ahead(1)
	return c.peek().isOption() && (next.kind == endToken || next.is("か") || next.is("または"))
}

// rangeCell reads `12時間以上 30時間未満`, `30時間未満` or a lone value.
func (c *cursor) rangeCell(cell *Cell) {
	for i := 0; i < 2 && c.peek().kind != endToken && !c.failed; i++ {
		value := c.value()
		t := c.peek()
		r, bounded := boundWord(t.text)
		if !bounded || t.kind != wordToken {
			if i == 0 && t.kind == endToken {
				cell.Value = value
				return
			}
			c.fail(CodeTableCell, cell.Span, fmt.Sprintf("欄「%s」の範囲が読めません。", cell.Text), "「12時間以上 30時間未満」のように、両端に 以上・超・以下・未満 を付けてください。")
			return
		}
		c.next()
		c.bound(cell, r, value)
	}
}

// bound sets an end of a range; each side has one.
func (c *cursor) bound(cell *Cell, r Relation, value Expr) {
	end := &cell.Low
	if r == AtMost || r == LessThan {
		end = &cell.High
	}
	if *end != nil {
		c.fail(CodeTableCell, cell.Span, fmt.Sprintf("欄「%s」の範囲に同じ側の端が2つあります。", cell.Text), "「12時間以上 30時間未満」のように、下の端と上の端を書いてください。")
		return
	}
	*end = &Bound{Value: value, Strict: r == LessThan || r == MoreThan}
}
