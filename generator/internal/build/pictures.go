package build

import (
	"context"
	"errors"
	"path/filepath"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// newScaler returns what makes the narrower versions of a builder's pictures.
func newScaler(o Options) *images.Scaler {
	if o.Cache == "" {
		return images.NewScaler("")
	}
	return images.NewScaler(filepath.Join(o.Cache, "pictures"))
}

// pictures are the pictures of a site.
type pictures struct {
	shown   map[string]images.Picture // those that pages show, by path
	refused map[string]bool           // files that must not be published
}

// readPictures reads the pictures that pages show, and checks drawings that are published without being shown. What
// must not be published, or cannot be read, is left out of a lenient site; in a strict one it is an error.
func (r *run) readPictures(s *site.Site) pictures {
	read := make([]*images.Picture, len(s.Pictures))
	r.each(len(s.Pictures), Linking, func() func(int) {
		return func(i int) { read[i] = r.readPicture(s.Pictures[i], s.Settings.Strict) }
	})
	p := pictures{make(map[string]images.Picture), make(map[string]bool)}
	for i, name := range s.Pictures {
		if read[i] == nil {
			p.refused[name] = true
		} else {
			p.shown[name] = *read[i]
		}
	}
	for _, name := range s.Files {
		if images.IsDrawing(name) && !r.isHarmless(name, s.Settings.Strict) {
			p.refused[name] = true
		}
	}
	return p
}

// imageKey is what reading an image depends on.
type imageKey struct {
	version  uint64
	strict   bool
	checking bool
}

// isHarmless reports whether a drawing may be published.
func (r *run) isHarmless(name string, strict bool) bool {
	return readImage(r, "drawing", name, strict, func(file content.File, _ uint64) (bool, error) {
		_, err := images.CleanDrawing(file.Bytes)
		return err == nil, err
	})
}

// readPicture returns a picture; nil where it cannot be published. A dry run reads its size only. A build makes the
// narrower versions that are smaller than the picture, a preview makes each of them on request.
func (r *run) readPicture(name string, strict bool) *images.Picture {
	return readImage(r, "picture", name, strict, func(file content.File, version uint64) (*images.Picture, error) {
		p, data, err := images.Read(name, file.Bytes)
		if err != nil || r.checking {
			return p, err
		}
		dir := r.options.Content
		p.Files = []publish.Output{{Path: p.Output, Key: version, Make: func() ([]byte, error) { return readPublished(dir, name) }}}
		if r.options.Preview {
			for i, width := range p.NarrowWidths() {
				p.AddVariant(width, publish.Output{Key: version, Make: r.makeVariant(name, i)})
			}
			return p, nil
		}
		versions, err := r.scaler.Narrow(r.ctx, p, data)
		for i, width := range p.NarrowWidths() {
			if err == nil && versions[i] != nil {
				p.AddVariant(width, publish.Output{Bytes: versions[i]})
			}
		}
		return p, err
	})
}

// makeVariant returns what makes the i-th narrower version of a picture, or the picture itself where that is smaller.
func (r *run) makeVariant(name string, i int) func() ([]byte, error) {
	dir, scaler := r.options.Content, r.scaler
	return func() ([]byte, error) {
		data, err := readPublished(dir, name)
		if err != nil {
			return nil, err
		}
		p, data, err := images.Read(name, data)
		if err != nil {
			return nil, &sourceError{name, err}
		}
		versions, err := scaler.Narrow(context.Background(), p, data)
		if err != nil || i >= len(versions) || versions[i] == nil {
			return data, err
		}
		return versions[i], nil
	}
}

// readImage returns the outcome of a step that reads an image; the zero value where that failed.
func readImage[V any](r *run, name, file string, strict bool, read func(content.File, uint64) (V, error)) V {
	var none V
	src, err := r.folder.version(content.Entry{Path: file, Kind: content.Image})
	if err != nil {
		r.report(unreadable(file, err))
		return none
	}
	return step(r, slot{name, file}, imageKey{src.version, strict, r.checking}, func() (V, diagnostic.List) {
		bytes, err := r.folder.read(src)
		if err != nil {
			return none, diagnostic.List{unreadable(file, err)}
		}
		value, err := read(bytes, src.version)
		if err != nil {
			return none, diagnostic.List{brokenImage(file, err, strict)}
		}
		return value, nil
	})
}

// brokenImage reports a picture that cannot be published.
func brokenImage(name string, err error, strict bool) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "image-broken", Span: diagnostic.InFile(name),
		Message: err.Error() + "。", Suggestion: "画像を書き出し直して、置き換えてください。",
	}
	if errors.Is(err, images.ErrActive) {
		d.Suggestion = "その部分を消すか、動きのない画像として書き出し直して、置き換えてください。"
	}
	if !strict {
		d.Severity = diagnostic.Warning
		d.Message += "この画像は公開しません。"
	}
	return d
}
