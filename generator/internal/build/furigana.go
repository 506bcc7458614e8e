package build

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/furigana"
	"shirube/generator/internal/markdown"
)

// startReadings begins to load the dictionary, where the site has furigana. The annotator remembers the texts that
// it has read until readings.yaml changes.
func (r *run) startReadings(c config) (wait func() readings) {
	if !c.settings.Furigana || r.studying {
		return func() readings { return readings{} }
	}
	return start(r, func() readings {
		words := step(r, slot{step: "dictionary"}, struct{}{}, loadDictionary)
		if words == nil {
			return readings{}
		}
		return step(r, slot{step: "readings"}, c.ownVersion, func() (readings, diagnostic.List) {
			return readings{furigana.New(words, c.own), r.cache.next()}, nil
		})
	})
}

func loadDictionary() (*furigana.Dictionary, diagnostic.List) {
	words, err := furigana.Load()
	if err != nil {
		return nil, diagnostic.List{{Code: "furigana", Span: diagnostic.InFile(content.SettingsPath), Message: err.Error() + "。"}}
	}
	return words, nil
}

// reportUnread reports a word without a reading, once for each place.
func (w *writer) reportUnread(p furigana.Problem, source string) {
	d := diagnostic.Diagnostic{
		Code: "furigana", Span: w.placeOf(p, source),
		Message:    fmt.Sprintf("「%s」の読みが分かりません。", p.Word),
		Suggestion: fmt.Sprintf("%s の words に「%s: よみ」の形で読みを書いてください。", content.ReadingsPath, p.Word),
	}
	if p.Reading != "" {
		d.Message = fmt.Sprintf("「%s」に、自動の読み「%s」は付けられません（%s の blocked にある言葉です）。", p.Word, p.Reading, content.ReadingsPath)
		d.Suggestion = fmt.Sprintf("%s の words に、前後の言葉を含めた正しい読みを書くか、ほかの言葉に書きかえてください。", content.ReadingsPath)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	known := func(other diagnostic.Diagnostic) bool { return other.Span == d.Span && other.Message == d.Message }
	if !slices.ContainsFunc(w.found, known) {
		w.found = append(w.found, d)
	}
}

// placeOf returns the first place of a word of a page: in the texts of its file, of a calculator or of a YAML file
// that pages quote. The letters after it distinguish it from the same letters in other words.
func (w *writer) placeOf(p furigana.Problem, source string) diagnostic.Span {
	for _, behind := range []string{p.Behind, firstLetter(p.Behind), ""} {
		if span, ok := w.firstPlace(p.Word+behind, source); ok {
			return span
		}
	}
	return diagnostic.InFile(source)
}

func firstLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

func (w *writer) firstPlace(text, source string) (diagnostic.Span, bool) {
	if span, ok := w.placeInPage(text, source); ok {
		return span, true
	}
	for _, p := range w.site.Pages { // of whose words lists and menus are made
		if words := w.site.Texts(p); strings.Contains(words.Title, text) || strings.Contains(words.Description, text) {
			if span, ok := w.placeInPage(text, p.Path); ok {
				return span, true
			}
		}
	}
	if w.calc != nil {
		for _, t := range w.calc.Texts {
			if at := strings.Index(t.Text, text); at >= 0 {
				return t.At(at), true
			}
		}
	}
	for _, name := range []string{content.SettingsPath, content.SourcesPath} {
		if file, err := w.folder.folder.Read(content.Entry{Path: name}); err == nil {
			if span, ok := content.PlaceInYAML(file, text); ok {
				return span, true
			}
		}
	}
	return diagnostic.Span{}, false
}

// placeInPage returns the first place of words in a page. It parses the page again, since builds do not keep places of
// text.
func (w *writer) placeInPage(text, source string) (diagnostic.Span, bool) {
	file, err := w.folder.folder.Read(content.Entry{Path: source})
	if err != nil || path.Ext(source) != ".md" {
		return diagnostic.Span{}, false
	}
	if span, ok := content.PlaceInFront(file, text); ok {
		return span, true
	}
	doc, _ := markdown.New(markdown.Options{Prose: true}).Parse(file, new(markdown.Words))
	if doc == nil || doc.Prose == nil {
		return diagnostic.Span{}, false
	}
	for i := range doc.Prose.Blocks {
		b := &doc.Prose.Blocks[i]
		if at := strings.Index(b.Text, text); at >= 0 {
			return b.Span(at, at+len(text)), true
		}
	}
	for _, p := range doc.Prose.Pictures {
		if strings.Contains(p.Alt, text) {
			return p.Span, true
		}
	}
	return diagnostic.Span{}, false
}
