package render

import (
	"bytes"
	"strings"
)

// appendList appends the list of the whole book that a chapter ends with.
func (b *book) appendList(html []byte, c *chapter) ([]byte, error) {
	var out bytes.Buffer
	var err error
	switch voice := b.r.shared.theme.voice(b.Lang); c.kind {
	case figureChapter:
		err = voice.layout("book-figures").Execute(&out, b.figures(c))
	case sourceChapter:
		err = voice.layout("book-sources").Execute(&out, b.sourceList(c))
	}
	if isForeign(b.Lang) {
		return newJapaneseMarker(out.Bytes()).append(html, out.Bytes()), err
	}
	return append(html, out.Bytes()...), err
}

// figures lists the values and tables that the chapters use.
func (b *book) figures(c *chapter) *BookFigures {
	v := &BookFigures{lang: b.Lang, strings: b.r.shared.theme.voice(b.Lang).strings}
	values, tables := b.r.figures(b.Lang)
	for _, f := range values {
		refs := b.chapterRefs(b.r.in.Site.FigureUses[f.Name])
		if len(refs) > 0 {
			f.ID = c.anchor(f.ID)
			v.Figures = append(v.Figures, BookFigure{f, b.sourceRefs(idsOf(f.Sources)), refs})
		}
	}
	for _, t := range tables {
		refs := b.chapterRefs(b.r.in.Site.FigureUses[t.Name])
		if len(refs) > 0 {
			t.ID = c.anchor(t.ID)
			v.Tables = append(v.Tables, BookTable{t, b.sourceRefs(idsOf(t.Sources)), refs})
		}
	}
	return v
}

func idsOf(sources []Source) []string {
	ids := make([]string, 0, len(sources))
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	return ids
}

// sourceList lists what the chapters quote, in the order of its numbers.
func (b *book) sourceList(c *chapter) *BookSources {
	v := &BookSources{lang: b.Lang, strings: b.r.shared.theme.voice(b.Lang).strings}
	for _, s := range b.r.in.Site.Sources {
		if b.sources[s.ID] == 0 {
			continue
		}
		source := b.r.shared.source(s, b.Lang)
		source.ID = c.anchor(s.ID)
		v.Sources = append(v.Sources, BookSource{source, b.chapterRefs(b.r.usedBy[s.ID])})
	}
	return v
}

// isForeign reports whether Japanese words in a text of a language need to be marked as such.
func isForeign(lang string) bool {
	return !strings.HasPrefix(lang, "ja") && !strings.HasPrefix(lang, "zh")
}
