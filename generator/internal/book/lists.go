package book

import (
	"bytes"

	"shirube/generator/internal/render"
)

// appendList appends the list of the whole book that a chapter ends with.
func (b *book) appendList(html []byte, c *chapter) ([]byte, error) {
	var out bytes.Buffer
	var err error
	switch c.kind {
	case figureChapter:
		err = b.r.Layout(b.voice, "book-figures").Execute(&out, b.figures(c))
	case sourceChapter:
		err = b.r.Layout(b.voice, "book-sources").Execute(&out, b.sourceList(c))
	}
	return append(html, out.Bytes()...), err
}

// figures lists the values and tables that the chapters use.
func (b *book) figures(c *chapter) *FiguresView {
	v := &FiguresView{Localizer: b.r.Localizer(b.voice)}
	values, tables := b.r.Figures(b.Lang, b.Edition, nil)
	for _, f := range values {
		refs := b.chapterRefs(b.r.Site().FigureUses[f.Name])
		if len(refs) > 0 {
			f.ID = c.anchor(f.ID)
			v.Figures = append(v.Figures, FigureView{f, b.sourceRefs(idsOf(f.Sources)), refs})
		}
	}
	for _, t := range tables {
		refs := b.chapterRefs(b.r.Site().FigureUses[t.Name])
		if len(refs) > 0 {
			t.ID = c.anchor(t.ID)
			v.Tables = append(v.Tables, TableView{t, b.sourceRefs(idsOf(t.Sources)), refs})
		}
	}
	return v
}

func idsOf(sources []render.Source) []string {
	ids := make([]string, 0, len(sources))
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	return ids
}

// sourceList lists the sources that the chapters quote, by number.
func (b *book) sourceList(c *chapter) *SourcesView {
	v := &SourcesView{Localizer: b.r.Localizer(b.voice)}
	for _, s := range b.r.Site().Sources {
		if b.sources[s.ID] == 0 {
			continue
		}
		source := b.r.Source(s, b.voice)
		source.ID = c.anchor(s.ID)
		v.Sources = append(v.Sources, SourceView{source, b.chapterRefs(b.r.UsedBy(s.ID))})
	}
	return v
}
