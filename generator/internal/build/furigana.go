package build

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"unicode/utf8"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/furigana"
)

// annotation is what builds need to write readings above kanji. It is kept between builds: the
// dictionary is loaded once, by the first build that needs it, and the annotator remembers the texts
// that it has read until readings.yaml changes.
type annotation struct {
	words     *furigana.Dictionary
	annotator *furigana.Annotator // nil for sites without furigana
	digest    [sha256.Size]byte   // of the readings.yaml that the annotator knows
	serial    uint64              // another one for every annotator
}

// ownReadings is what readings.yaml says.
type ownReadings struct {
	content.Readings
	digest [sha256.Size]byte
}

// loadReadings begins to load the dictionary, where the site has furigana.
func (w *buildRun) loadReadings() {
	if !w.settings.Furigana {
		w.furigana.annotator = nil
		return
	}
	if w.furigana.annotator != nil && w.furigana.digest == w.own.digest {
		return
	}
	w.beside.Go(func() {
		if w.furigana.words == nil {
			words, err := furigana.Load()
			if err != nil {
				w.report(diagnostic.Diagnostic{Code: "furigana", Span: diagnostic.InFile(content.SettingsPath), Message: err.Error() + "。"})
				return
			}
			w.furigana.words = words
		}
		w.furigana.annotator, w.furigana.digest = furigana.New(w.furigana.words, w.own.Readings), w.own.digest
		w.furigana.serial++
	})
}

// reportUnread tells of a word without a reading, once for each place.
func (w *buildRun) reportUnread(p furigana.Problem, source string) {
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

// placeOf returns where a word stands first: in the file of the page, or in one that pages quote.
// The letters behind it tell it from the same letters in other words.
func (w *buildRun) placeOf(p furigana.Problem, source string) diagnostic.Span {
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

func (w *buildRun) firstPlace(text, source string) (diagnostic.Span, bool) {
	names := []string{source, content.SettingsPath, content.SourcesPath}
	for _, e := range w.entries {
		if e.Kind == content.Calc {
			names = append(names, e.Path)
		}
	}
	for _, name := range names {
		file, err := w.folder.Read(content.Entry{Path: name})
		if at := bytes.Index(file.Bytes, []byte(text)); err == nil && at >= 0 {
			before := file.Bytes[:at]
			lineStart := bytes.LastIndexByte(before, '\n') + 1
			return diagnostic.At(name, bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(before[lineStart:])+1), true
		}
	}
	return diagnostic.Span{}, false
}
