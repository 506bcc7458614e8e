package calculator

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
)

// An Edition is a translated calculator. Rules, module and names are those of the program; texts without a translation
// stay as they are. Formulas and conditions in the words of the file are left out, unless they are translated.
type Edition struct {
	Form  Form
	Grids []Grid
	// Missing are texts for readers without a translation.
	Missing []string
}

// A translator translates a form.
type translator struct {
	words   map[string]check.TranslatedWords
	met     map[string]bool // texts that the calculator has
	missing []string
}

// translate adds the editions of the programs, and reports unknown and missing translations.
func (s *Set) translate(translations []check.Translation) diagnostic.List {
	var found diagnostic.List
	for _, translation := range translations {
		p := s.Program(translation.Calculator)
		if p == nil {
			continue
		}
		t := &translator{words: map[string]check.TranslatedWords{}, met: map[string]bool{}}
		for _, w := range translation.Words {
			t.words[w.Original] = w
			if w.Written != "" {
				t.words[w.Written] = w
			}
		}
		if p.Editions == nil {
			p.Editions = map[string]*Edition{}
		}
		edition := &Edition{Form: t.form(p.Form), Grids: t.grids(p.Grids), Missing: t.missing}
		p.Editions[translation.Edition] = edition
		found = append(found, t.unknown(translation)...)
		if len(edition.Missing) > 0 {
			found = append(found, missingWords(translation, edition.Missing))
		}
	}
	return found
}

// unknown reports translations of texts that the calculator does not have.
func (t *translator) unknown(translation check.Translation) diagnostic.List {
	var found diagnostic.List
	for _, w := range translation.Words {
		if t.met[w.Original] || t.met[w.Written] {
			continue
		}
		suggestion := "計算機のファイルにある言葉を、そのまま写してください。"
		if near := closestText(w.Original, t.missing); near != "" {
			suggestion = fmt.Sprintf("「%s」のことですか。計算機の言葉を変えたときは、ここも同じにしてください。", near)
		}
		found = append(found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: CodeTranslationUnknown, Span: w.Span,
			Message: fmt.Sprintf("「%s」という言葉は、計算機「%s」にありません。", w.Original, translation.Calculator), Suggestion: suggestion})
	}
	return found
}

// closestText returns the candidate whose beginning is most similar to that of text; "" for none.
func closestText(text string, candidates []string) string {
	const compared = 60
	begin := func(s string) string {
		runes := []rune(s)
		return string(runes[:min(len(runes), compared)])
	}
	begins := make([]string, len(candidates))
	for i, c := range candidates {
		begins[i] = begin(c)
	}
	if i := slices.Index(begins, diagnostic.Closest(begin(text), begins)); i >= 0 {
		return candidates[i]
	}
	return ""
}

// missingWords is the warning of words without a translation; it names the first of them.
func missingWords(translation check.Translation, missing []string) diagnostic.Diagnostic {
	const shown = 8
	words := "「" + strings.Join(missing[:min(len(missing), shown)], "」「") + "」"
	if more := len(missing) - shown; more > 0 {
		words += fmt.Sprintf("と、ほか%d個", more)
	}
	return diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: CodeTranslationMissing, Span: diagnostic.InFile(translation.Path),
		Message:    fmt.Sprintf("計算機「%s」の%sの訳がありません。ページには元の言葉が出ます。", translation.Calculator, words),
		Suggestion: "元の言葉を行の初めから書き、次の行に、空白を2つ入れて訳を書いてください。"}
}

// word returns the translation of a text.
func (t *translator) word(text string) string {
	if text == "" {
		return ""
	}
	if translated, ok := t.known(text); ok {
		return translated
	}
	if !t.met[text] {
		t.met[text] = true
		t.missing = append(t.missing, text)
	}
	return text
}

// known returns the translation of a text that need not have one.
func (t *translator) known(text string) (string, bool) {
	w, ok := t.words[text]
	if ok {
		t.met[text] = true
	}
	return w.Text, ok
}

// formula returns the translation of a formula or condition; "" without one.
func (t *translator) formula(words string) string {
	translated, _ := t.known(words)
	return translated
}

// value translates a text that is an option or several joined ones; other values stay.
func (t *translator) value(text string) string {
	parts := strings.Split(text, orWord)
	for i, part := range parts {
		if translated, ok := t.known(part); ok {
			parts[i] = translated
		}
	}
	return strings.Join(parts, orWord)
}

// head translates the head of a row or column of a 早見表: a value, or a band in words.
func (t *translator) head(text string) string {
	if value := t.value(text); value != text || !strings.ContainsAny(text, "未満以上超下前後") {
		return value
	}
	return t.word(text)
}

func (t *translator) shape(s *Shape) {
	s.Options = slices.Clone(s.Options)
	for i := range s.Options {
		if s.Kind != KindYesNo {
			s.Options[i].Label = t.word(s.Options[i].Label)
		}
	}
}

// form returns a translated copy of f; what it does not translate is shared with f.
func (t *translator) form(f Form) Form {
	f.Title, f.Description, f.Limits, f.Next = t.word(f.Title), t.word(f.Description), t.word(f.Limits), t.word(f.Next)
	f.Inputs, f.Lists, f.Sets = slices.Clone(f.Inputs), slices.Clone(f.Lists), slices.Clone(f.Sets)
	f.Steps, f.Outputs, f.Messages = slices.Clone(f.Steps), slices.Clone(f.Outputs), slices.Clone(f.Messages)
	for i := range f.Inputs {
		t.input(&f.Inputs[i])
	}
	for i := range f.Lists {
		f.Lists[i].Label = t.word(f.Lists[i].Name)
	}
	for i := range f.Sets {
		f.Sets[i].Question = t.word(f.Sets[i].Question)
	}
	for i := range f.Outputs {
		f.Outputs[i].Label, f.Outputs[i].Help = t.word(f.Outputs[i].Label), t.word(f.Outputs[i].Help)
	}
	for i := range f.Messages {
		t.message(&f.Messages[i])
	}
	for i := range f.Steps {
		t.step(&f.Steps[i])
	}
	return f
}

func (t *translator) input(in *FormInput) {
	t.shape(&in.Shape)
	in.Label, _ = t.known(in.Name) // charts show it
	in.Question, in.Help, in.Group = t.word(in.Question), t.word(in.Help), t.word(in.Group)
	in.Ask, in.Assumed = t.word(in.Ask), t.word(in.Assumed)
	in.DefaultText, in.UnknownText = t.value(in.DefaultText), t.value(in.UnknownText)
}

func (t *translator) step(s *FormStep) {
	t.shape(&s.Shape)
	s.Label, s.Words = t.word(s.Name), t.formula(s.Words)
	s.Help, s.Assumed, s.Fixed = t.word(s.Help), t.word(s.Assumed), t.value(s.Fixed)
}

func (t *translator) message(m *FormMessage) {
	original := m.Text
	m.Text, m.Words = t.word(original), t.formula(m.Words)
	if w, ok := t.words[original]; ok {
		m.Values = newFormValues(w.Values)
	}
}

// grids returns translated copies of worked-out tables.
func (t *translator) grids(grids []Grid) []Grid {
	grids = slices.Clone(grids)
	each := func(texts []string, of func(string) string) []string {
		out := make([]string, len(texts))
		for i, text := range texts {
			out[i] = of(text)
		}
		return out
	}
	for i := range grids {
		g := &grids[i]
		g.Title, g.RowHead, g.ColumnHead = t.word(g.Title), t.word(g.RowHead), t.word(g.ColumnHead)
		g.Rows, g.Columns = each(g.Rows, t.head), each(g.Columns, t.head)
		g.Cells = slices.Clone(g.Cells)
		for row := range g.Cells {
			g.Cells[row] = each(g.Cells[row], t.value)
		}
		g.Fixed = slices.Clone(g.Fixed)
		for k, a := range g.Fixed {
			g.Fixed[k] = GridAnswer{t.word(a.Name), t.value(a.Text)}
		}
	}
	return grids
}
