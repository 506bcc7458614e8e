package calculator

import (
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/ir"
	"shirube/calculator/internal/syntax"
)

// listOf returns the list whose number of items input i asks for; nil for any other input.
func (p *Program) listOf(i int) *ir.List {
	for l := range p.typed.Lists {
		if p.typed.Lists[l].Count == i {
			return &p.typed.Lists[l]
		}
	}
	return nil
}

// itemAnswers are the answers to one item of a list, by field.
type itemAnswers map[string]any

// itemsOf reads a list that JSON or a Go program gives: an array of objects, or a text with one. ok is
// false for anything else, such as only the number of items.
func itemsOf(value any) (items []itemAnswers, ok bool, problem diagnostic.Text) {
	if text, isText := value.(string); isText {
		if text = strings.TrimSpace(syntax.Fold(text)); !strings.HasPrefix(text, "[") {
			return nil, false, problem
		}
		return itemsInText(text)
	}
	switch list := value.(type) {
	case []any:
		for i, x := range list {
			switch item := x.(type) {
			case map[string]any:
				items = append(items, item)
			case nil:
				items = append(items, nil)
			case string:
				if strings.TrimSpace(item) != Unsure {
					return nil, true, diagnostic.Textf("%d番目の「%s」が読めません。", "Item %d, “%s”, cannot be read.", i+1, excerpt(item))
				}
				items = append(items, nil)
			default:
				return nil, true, diagnostic.Textf("%d番目が読めません。", "Item %d cannot be read.", i+1)
			}
		}
		return items, true, problem
	case []map[string]any:
		for _, item := range list {
			items = append(items, item)
		}
		return items, true, problem
	}
	return nil, false, problem
}

// itemsInText reads `[{"生年月日": "2015-04-01"}]`, or `[生年月日 = 2015-04-01; 生年月日 = 2020-05-02]`.
func itemsInText(text string) (items []itemAnswers, ok bool, problem diagnostic.Text) {
	inner, closed := strings.CutSuffix(strings.TrimPrefix(text, "["), "]")
	if !closed {
		return nil, true, diagnostic.Text{Ja: "「[」に対する「]」がありません。", En: "There is no “]” for the “[”."}
	}
	if strings.HasPrefix(strings.TrimSpace(inner), "{") {
		var list []any
		if key := repeatedKey([]byte(text)); key != "" {
			return nil, true, fieldTwice(key)
		}
		if decodeJSON([]byte(text), &list) != nil {
			return nil, true, diagnostic.Text{Ja: "JSONとして読めません。", En: "It is not JSON."}
		}
		return itemsOf(list)
	}
	if strings.TrimSpace(inner) == "" {
		return nil, true, problem
	}
	for part := range strings.SplitSeq(inner, ";") {
		item := itemAnswers{}
		for field := range strings.SplitSeq(part, ",") {
			name, value, assigned := strings.Cut(field, "=")
			switch name = strings.TrimSpace(name); {
			case name == "" && !assigned:
				continue
			case !assigned:
				return nil, true, diagnostic.Textf("「%s」のあとに「=」がありません。", "There is no “=” behind “%s”.", excerpt(name))
			case item[name] != nil:
				return nil, true, fieldTwice(name)
			}
			item[name] = strings.TrimSpace(value)
		}
		items = append(items, item)
	}
	return items, true, problem
}

// listAnswer reads the answer to the number of items of a list, which may be the items themselves. Their
// answers are added to fields, by input.
func (p *Program) listAnswer(l *ir.List, given any, fields map[int]any) (any, error) {
	in := &p.typed.Inputs[l.Count]
	items, isList, problem := itemsOf(given)
	switch {
	case problem.Ja != "":
		return nil, p.listError(l, problem)
	case !isList:
		return given, nil
	case int64(len(items)) > in.Range.High:
		return nil, p.listError(l, diagnostic.Textf("%dは多すぎます。", "%d are too many.", len(items)))
	}
	names := p.fieldNames(l)
	for i, item := range items {
		for name, value := range item {
			k := slices.Index(names, name)
			if k < 0 {
				return nil, p.listError(l, unknownField(i, name, names))
			}
			fields[l.Items[i][k]] = value
		}
	}
	return len(items), nil
}

func unknownField(i int, name string, names []string) diagnostic.Text {
	if near := diagnostic.Closest(name, names); near != "" {
		return diagnostic.Textf("%d番目に、項目「%s」はありません。「%s」のことですか。", "Item %d has no field “%s”. Did you mean “%s”?", i+1, excerpt(name), near)
	}
	return diagnostic.Textf("%d番目に、項目「%s」はありません。", "Item %d has no field “%s”.", i+1, excerpt(name))
}

func fieldTwice(name string) diagnostic.Text {
	return diagnostic.Textf("一つの項目に「%s」が2回あります。", "One item has “%s” twice.", excerpt(name))
}

// fieldNames returns the names of the fields of a list.
func (p *Program) fieldNames(l *ir.List) []string {
	var names []string
	for _, input := range l.Items[0] {
		names = append(names, p.typed.Inputs[input].Name)
	}
	return names
}

// listError returns the error for a wrong answer to a list.
func (p *Program) listError(l *ir.List, problem diagnostic.Text) error {
	return &InputError{Input: p.typed.Inputs[l.Count].Name, Problem: problem, Accepts: p.listAccepts(l)}
}

// listAccepts says which answers a list takes, and how they are written.
func (p *Program) listAccepts(l *ir.List) diagnostic.Text {
	in := &p.typed.Inputs[l.Count]
	form := "[" + strings.Join(p.fieldNames(l), " = …, ") + " = …; …]"
	return diagnostic.Textf("%s の一覧（%s の形）、その数だけ、または「%s」", "a list of “%s” (written %s), their number alone, or “%s”",
		ir.FormatExtent(in.Range, &in.Type), form, Unsure)
}

// answerName names an input in messages: 子ども（2番目）の生年月日 for a field of an item.
func (p *Program) answerName(in *ir.Input) diagnostic.Text {
	if in.Item == nil {
		return diagnostic.Text{Ja: in.Name, En: in.Name}
	}
	return diagnostic.Textf("%s（%d番目）の%s", "%s %d: %s", p.typed.Lists[in.Item.List].Name, in.Item.Index+1, in.Name)
}

// lacks reports whether an item of a list certainly does not exist, by the number of items.
func lacks(p *ir.Program, item *ir.ListItem, inputs []ir.Extent) bool {
	return item != nil && inputs[p.Lists[item.List].Count].High <= int64(item.Index)
}

// itemWords writes the answers of an example to one list: [生年月日 = 2015-04-01; …].
func (p *Program) itemWords(l *ir.List, answers []ir.Answer, n int64) string {
	var items []string
	for _, row := range l.Items[:n] {
		var fields []string
		for _, input := range row {
			in := &p.typed.Inputs[input]
			for _, a := range answers {
				if a.Input == input {
					fields = append(fields, in.Name+" = "+answerWords(in, a.Value))
				}
			}
		}
		items = append(items, strings.Join(fields, ", "))
	}
	return "[" + strings.Join(items, "; ") + "]"
}
