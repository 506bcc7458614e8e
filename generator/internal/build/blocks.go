package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown/directives"
	"shirube/generator/internal/render"
)

// blocksKey is what the blocks of a site depend on.
type blocksKey struct {
	texts  string // of their templates
	strict bool
}

// textsKey is what the templates of blocks depend on.
type textsKey struct {
	theme themeVersion
	own   render.Key // of those in the content folder
}

// loadBlocks returns the blocks that every site has with those of the theme and, before these, of the content folder.
// While their templates have the same texts, it returns the same set.
func (r *run) loadBlocks(in *inputs) *directives.Set {
	var names []string
	for _, e := range in.others {
		if e.Kind == content.BlockFile {
			names = append(names, e.Path)
		}
	}
	source := in.theme.source
	key := textsKey{source.version, r.versionOf(names).With(uint64(len(names)))}
	texts := step(r, slot{step: "block texts"}, key, func() (map[string]string, diagnostic.List) {
		return r.blockTexts(source.files, names), nil
	})
	return step(r, slot{step: "blocks"}, blocksKey{fmt.Sprint(texts), in.settings.Strict}, func() (*directives.Set, diagnostic.List) {
		return blocksOf(texts, in.settings.Strict)
	})
}

// blockTexts returns the templates of blocks by path. Those of the content folder come before those of the theme.
func (r *run) blockTexts(theme fs.FS, names []string) map[string]string {
	texts := make(map[string]string)
	if themed, err := fs.Glob(theme, content.BlocksFolder+"/*.html"); err == nil {
		for _, name := range themed {
			text, _ := fs.ReadFile(theme, name)
			texts[name] = string(text)
		}
	}
	for _, name := range names {
		if text, err := (&reader{run: r}).Read(name); err == nil {
			texts[name] = string(text)
		}
	}
	return texts
}

// blocksOf returns the blocks of templates. One with an error is left out, and reported.
func blocksOf(texts map[string]string, strict bool) (*directives.Set, diagnostic.List) {
	blocks := directives.Builtin()
	var found diagnostic.List
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		block, wrong := directives.Own(strings.TrimSuffix(path.Base(name), ".html"), name, texts[name])
		found = append(found, wrong...)
		if block != nil {
			blocks = append(blocks, block)
		}
	}
	return directives.NewSet(blocks...), lenient(found, strict)
}

// lenient turns errors into warnings on a site that is not strict.
func lenient(found diagnostic.List, strict bool) diagnostic.List {
	for i := range found {
		if !strict && found[i].Severity == diagnostic.Error {
			found[i].Severity = diagnostic.Warning
		}
	}
	return found
}

// loadData parses the files of the folder data, and returns a version of them all.
func (r *run) loadData(in *inputs) uint64 {
	var names []string
	for _, e := range in.others {
		if e.Kind == content.Data {
			names = append(names, e.Path)
			_, found, _ := r.data(e.Path)
			r.report(lenient(slices.Clone(found), in.settings.Strict)...)
		}
	}
	return uint64(r.versionOf(names).With(uint64(len(names))))
}

// data returns what a file of the folder data says.
func (r *run) data(name string) (any, diagnostic.List, error) {
	src, err := r.folder.version(content.Entry{Path: name, Kind: content.Data})
	if err != nil {
		return nil, nil, err
	}
	type parsed struct{ value any }
	p, found := cached(r.cache, slot{"data", name}, src.version, func() (parsed, diagnostic.List) {
		file, err := r.folder.read(src)
		if err != nil {
			return parsed{}, diagnostic.List{unreadable(name, err)}
		}
		value, found := content.ParseData(file)
		return parsed{value}, found
	})
	return p.value, found, nil
}

// Data implements markdown.Files.
func (r *reader) Data(name string) (any, error) {
	for _, path := range content.DataPaths(name) {
		r.note(path)
		if value, _, err := r.run.data(path); err == nil {
			return value, nil
		}
	}
	return nil, fs.ErrNotExist
}
