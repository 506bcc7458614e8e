package build

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/furigana"
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
func (r *run) reportUnread(p furigana.Problem, source string) {
	d := diagnostic.Diagnostic{
		Code: "furigana", Span: r.placeOf(p, source),
		Message:    fmt.Sprintf("「%s」の読みが分かりません。", p.Word),
		Suggestion: fmt.Sprintf("%s の words に「%s: よみ」の形で読みを書いてください。", content.ReadingsPath, p.Word),
	}
	if p.Reading != "" {
		d.Message = fmt.Sprintf("「%s」に、自動の読み「%s」は付けられません（%s の blocked にある言葉です）。", p.Word, p.Reading, content.ReadingsPath)
		d.Suggestion = fmt.Sprintf("%s の words に、前後の言葉を含めた正しい読みを書くか、ほかの言葉に書きかえてください。", content.ReadingsPath)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	known := func(other diagnostic.Diagnostic) bool { return other.Span == d.Span && other.Message == d.Message }
	if !slices.ContainsFunc(r.found, known) {
		r.found = append(r.found, d)
	}
}

// placeOf returns where a word stands first: in the file of the page, or in one that pages quote.
// The letters that follow distinguish it from the same letters in other words.
func (r *run) placeOf(p furigana.Problem, source string) diagnostic.Span {
	for _, behind := range []string{p.Behind, firstLetter(p.Behind), ""} {
		if span, ok := r.firstPlace(p.Word+behind, source); ok {
			return span
		}
	}
	return diagnostic.InFile(source)
}

func firstLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

func (r *run) firstPlace(text, source string) (diagnostic.Span, bool) {
	names := []string{source, content.SettingsPath, content.SourcesPath}
	for _, e := range r.folder.entries {
		if e.Kind == content.Calc {
			names = append(names, e.Path)
		}
	}
	for _, name := range names {
		file, err := r.folder.folder.Read(content.Entry{Path: name})
		if at := bytes.Index(file.Bytes, []byte(text)); err == nil && at >= 0 {
			before := file.Bytes[:at]
			lineStart := bytes.LastIndexByte(before, '\n') + 1
			return diagnostic.At(name, bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(before[lineStart:])+1), true
		}
	}
	return diagnostic.Span{}, false
}
