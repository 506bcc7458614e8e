package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// decision parses a 判定 with its rules. Where one of them cannot be read, the declaration is dropped as a whole (see
// damaged), so that a missing rule is not taken for a gap.
func (p *parser) decision(head item, body []item) {
	names, kinds, typed := head.split()
	if typed && strings.TrimSpace(textOf(kinds)) == "" {
		names, typed = head, false // an unneeded colon, which headEnd reports
	}
	c := p.cursor(names)
	name, ok := c.name("判定")
	if !ok {
		return
	}
	j := &Decision{Name: name, List: c.listOf()}
	c.headEnd("判定", name)
	if typed && !p.decisionResults(j, kinds) {
		return
	}
	for _, it := range body {
		p.decisionLine(j, it)
	}
	if len(j.Results) > 0 && j.Properties.Get("選び方") != nil {
		p.report(CodeRule, j.Properties.Get("選び方").Key.Span, "結果がいくつもある判定に「選び方」は書けません。", "この行を消してください。最初に当てはまった規則に決まります。")
	} else if way := j.Properties.Get("選び方"); way != nil {
		p.decisionMode(j, way)
	}
	p.gluedRules(j)
	if len(j.Rules) == 0 {
		p.report(CodeRuleMissing, name.Span, fmt.Sprintf("判定「%s」に規則がありません。", name.Name),
			"下の行に「もし 条件: 結果」と「それ以外: 結果」を書いてください。")
	}
	p.file.Decisions = append(p.file.Decisions, j)
}

// decisionMode reads 選び方: 最初 is the default, the first rule that holds.
func (p *parser) decisionMode(j *Decision, way *Property) {
	switch way.Words.Raw {
	case "すべて":
		j.All = true
	case "最初":
	default:
		p.report(CodePropertyValue, way.Words.Span, fmt.Sprintf("選び方に「%s」はありません。", way.Words.Raw), "「最初」か「すべて」を書いてください。")
	}
}

// decisionLine parses a line below 判定: a rule, a property, or an outcome with its words for readers.
func (p *parser) decisionLine(j *Decision, it item) {
	first := it[0].firstWord()
	if first == "もし" || first == "それ以外" {
		p.rule(j, it, first == "それ以外")
		return
	}
	if p.property("判定", it, &j.Properties) {
		return
	}
	if _, _, colon := it.split(); colon {
		if option, ok := p.optionLine(it); ok {
			j.Options = append(j.Options, option)
			return
		}
	}
	p.unknownLine("判定", it)
}

// rule reads `もし 条件: 結果` or `それ以外: 結果`.
func (p *parser) rule(j *Decision, it item, otherwise bool) {
	head, tail, ok := it.split()
	at := spanOf(p.path, it)
	if !ok {
		p.report(CodeRule, at, "規則の結果がありません。", ruleRemedy(it, otherwise))
		return
	}
	if n := len(j.Rules); n > 0 && j.Rules[n-1].Cond == nil {
		p.report(CodeRepeatedElse, at, "「それ以外」より後に規則があります。", "「それ以外」を最後の行にしてください。")
		return
	}
	rule := Rule{Span: at}
	c := p.cursor(head)
	if otherwise {
		c.next()
		c.end()
	} else {
		rule.Cond, rule.Words = c.condition(head)
	}
	if len(j.Results) > 0 {
		rule.Results, ok = p.ruleResults(j, tail, at)
	} else {
		rule.Outcomes = p.outcomes(tail)
	}
	if ok {
		j.Rules = append(j.Rules, rule)
	}
}

// decisionResults reads the kinds behind the name of a 判定: `窓口 選択肢, 期限 日付, 額 円`.
func (p *parser) decisionResults(j *Decision, kinds []line) bool {
	t := &Table{}
	if !p.tableResults(t, kinds) {
		return false
	}
	if hasUnnamed(t.Results) {
		p.report(CodeTableHead, spanOf(p.path, kinds), "判定の結果に名前がありません。", "「判定 手続き: 窓口 選択肢, 期限 日付」のように、名前と種類を書いてください。")
		return false
	}
	j.Results = t.Results
	return true
}

// ruleResults reads the results of a rule, with | between them.
func (p *parser) ruleResults(j *Decision, tail []line, at Span) ([]RuleResult, bool) {
	var list []RuleResult
	for _, cell := range splitCells(tail) {
		r := RuleResult{Text: textOf(cell), Span: spanOf(p.path, cell)}
		if len(list) < len(j.Results) && j.Results[len(list)].Form.Form == ChoiceInput {
			r.Options = p.outcomes(cell)
		} else {
			r.Expr = p.cursor(cell).whole()
		}
		list = append(list, r)
	}
	if len(list) != len(j.Results) {
		p.report(CodeRule, at, fmt.Sprintf("この規則には結果が%d個ありますが、%d個要ります。", len(list), len(j.Results)), "結果を「|」で区切って、判定の1行目の順に書いてください。")
		return nil, false
	}
	return list, true
}

// splitCells cuts lines at their separators; a cell may have parts of several lines.
func splitCells(lines []line) [][]line {
	cells := [][]line{nil}
	for _, l := range lines {
		for i, part := range l.cells() {
			if i > 0 {
				cells = append(cells, nil)
			}
			cells[len(cells)-1] = append(cells[len(cells)-1], part)
		}
	}
	return cells
}

// outcomes reads `結果` or `結果 または 結果`.
func (p *parser) outcomes(tail []line) []Ident {
	c := p.cursor(tail)
	var list []Ident
	for !c.failed {
		t := c.next()
		if t.isOption() || t.is("なし") {
			list = append(list, Ident{t.text, t.span})
		} else {
			c.fail(CodeRule, t.span, "ここに結果の名前がありません。", "「もし 条件: 満たす」のように、空白のない名前を書いてください。数で始まる名前は「」で囲みます。")
			break
		}
		if !c.accept("または") && !c.accept("か") {
			c.end()
			break
		}
	}
	return list
}

// ruleRemedy says how to write a rule without a colon.
func ruleRemedy(it item, otherwise bool) string {
	words := strings.Fields(Fold(wordsOf(it)))
	n := len(words)
	switch {
	case otherwise && n == 2:
		return fmt.Sprintf("「それ以外: %s」と書いてください。", words[1])
	case !otherwise && n > 3 && !isKeyword(words[n-1]):
		condition := words[:n-1]
		if condition[n-2] == "なら" {
			condition = condition[:n-2]
		}
		return fmt.Sprintf("「%s: %s」と書いてください。", strings.Join(condition, " "), words[n-1])
	}
	return "「もし 条件: 結果」の形で、コロンのあとに結果を書いてください。"
}

// gluedRules reports rules without the space behind もし, which were read as the words of an outcome.
func (p *parser) gluedRules(j *Decision) {
	for _, o := range j.Options {
		outcome := slices.ContainsFunc(j.Rules, func(r Rule) bool {
			return slices.ContainsFunc(r.Outcomes, func(out Ident) bool { return out.Name == o.Name.Name })
		})
		spaced, ok := p.units.Spaced(o.Name.Name, p.known)
		if !outcome && ok && strings.HasPrefix(spaced, "もし ") {
			p.spacesMissing(o.Name.Name, spaced, o.Name.Span)
		}
	}
}
