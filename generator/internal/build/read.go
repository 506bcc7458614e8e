package build

import (
	"slices"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/furigana"
	"shirube/generator/internal/markdown/directives"
)

// inputs are what a site is made from, read and parsed.
type inputs struct {
	config
	theme     themeFiles
	blocks    *directives.Set
	data      uint64 // version of the files of the folder data
	pages     []page
	others    []content.Entry // files that are no pages and do not configure the site
	listing   uint64          // version of the list of all files
	bundling  func() assets.Bundle
	compiling func() *calculator.Set
	loading   func() readings
}

// config is the content of the files that configure the site.
type config struct {
	settings   content.Site
	sources    []content.Source
	synonyms   [][]string
	nav        []content.NavEntry
	own        content.Readings
	ownVersion uint64
	version    configVersion
	folderName string // of a site without a title
}

// A configVersion identifies the settings and sources.
type configVersion struct {
	settings, sources uint64
	nav               uint64 // of all lists of contents
	baseURL           string
	lang              string
}

// readings write how Japanese texts are read; the zero value is for sites without furigana.
type readings struct {
	annotator *furigana.Annotator
	version   uint64
}

// read reads the content folder and the theme, and parses every page that has changed since the last build.
// Bundling the theme, compiling and loading the dictionary go on beside it. It returns nil where there is no
// content folder.
func (r *run) read() *inputs {
	r.progress(Reading, 0, 0)
	pages, in := r.scan()
	if in == nil {
		return nil
	}
	in.theme = r.loadTheme(in.settings)
	in.blocks, in.data = r.loadBlocks(in), r.loadData(in)
	in.bundling = r.startBundle(in)
	in.compiling = r.startCompile(in)
	in.loading = r.startReadings(in.config)
	in.pages = r.parse(in, pages)
	return in
}

// scan lists the content folder and reads the files that configure the site.
func (r *run) scan() (pages []content.Entry, in *inputs) {
	if r.options.Out != "" && sameFolder(r.options.Content, r.options.Out) {
		r.report(diagnostic.Diagnostic{
			Code: "out-is-content", Span: diagnostic.InFile(r.options.Out),
			Message: "書き出し先が、内容のフォルダーと同じです。", Suggestion: "-out で、別のフォルダーを指定してください。",
		})
		return nil, nil
	}
	if err := r.folder.open(r.options.Content, r.options.Out, r.changes); err != nil {
		r.report(diagnostic.Diagnostic{Code: "no-content", Span: diagnostic.InFile(r.options.Content), Message: err.Error()})
		return nil, nil
	}
	in = &inputs{config: config{settings: content.DefaultSite()}, listing: r.folder.listing}
	for _, e := range r.folder.entries {
		switch e.Kind {
		case content.Page:
			pages = append(pages, e)
		case content.Settings:
			in.version.settings = configure(r, e, content.ParseSite, &in.settings)
		case content.Sources:
			in.version.sources = configure(r, e, content.ParseSources, &in.sources)
		case content.ReadingsFile:
			in.ownVersion = configure(r, e, content.ParseReadings, &in.own)
		case content.Nav:
			var entries []content.NavEntry
			in.version.nav = in.version.nav*31 + configure(r, e, content.ParseNav, &entries)
			in.nav = append(in.nav, entries...)
		case content.SynonymsFile:
			configure(r, e, content.ParseSynonyms, &in.synonyms)
		default:
			if !r.isTemplate(e) {
				in.others = append(in.others, e)
			}
		}
	}
	r.reportListing(in.settings.Strict)
	if r.options.BaseURL != "" {
		in.settings.BaseURL = r.options.BaseURL
	}
	in.version.baseURL = in.settings.BaseURL
	r.guessSettings(in, pages)
	in.version.lang = in.settings.Lang
	return pages, in
}

// reportListing reports what is wrong with names and links in the folder. A lenient site leaves such files out.
func (r *run) reportListing(strict bool) {
	for _, d := range r.folder.found {
		if !strict && d.Code != "unreadable" {
			d.Severity = diagnostic.Warning
		}
		r.report(d)
	}
}

// configure reads and parses a file that configures the site into value, and returns the version of the file.
func configure[V any](r *run, e content.Entry, parse func(content.File) (V, diagnostic.List), value *V) uint64 {
	src, err := r.folder.version(e)
	if err != nil {
		r.report(unreadable(e.Path, err))
		return 0
	}
	*value = step(r, slot{"configure", e.Path}, src.version, func() (V, diagnostic.List) {
		return parse(content.File{Path: e.Path, Kind: e.Kind, Bytes: src.bytes})
	})
	return src.version
}

func (in *inputs) hasCalc() bool {
	return slices.ContainsFunc(in.others, func(e content.Entry) bool { return e.Kind == content.Calc })
}
