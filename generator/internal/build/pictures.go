package build

import (
	"errors"
	"path"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/images"
	"shirube/generator/internal/site"
)

// readPictures returns the pictures that pages show, by path, and checks drawings that are published without being
// shown.
func (r *run) readPictures(s *site.Site) map[string]images.Picture {
	for _, name := range s.Files {
		if isDrawing(name) {
			readImage(r, "drawing", name, func(data []byte) (struct{}, error) { return struct{}{}, images.CheckDrawing(data) })
		}
	}
	shown := make(map[string]images.Picture)
	for _, name := range s.Pictures {
		picture, ok := readImage(r, "picture", name, func(data []byte) (images.Picture, error) { return images.NewPicture(name, data) })
		if ok {
			shown[name] = picture
		}
	}
	return shown
}

func isDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// readImage returns the outcome of a step that reads an image; false where that failed.
func readImage[V any](r *run, name, file string, read func(data []byte) (V, error)) (V, bool) {
	src, err := r.folder.version(content.Entry{Path: file, Kind: content.Image})
	if err != nil {
		r.report(unreadable(file, err))
		var none V
		return none, false
	}
	value, found := cached(r.cache, slot{name, file}, src.version, func() (V, diagnostic.List) {
		bytes, err := r.folder.read(src)
		if err != nil {
			var none V
			return none, diagnostic.List{unreadable(file, err)}
		}
		value, err := read(bytes.Bytes)
		if err != nil {
			return value, diagnostic.List{brokenImage(file, err)}
		}
		return value, nil
	})
	r.report(found...)
	return value, !found.HasErrors()
}

// brokenImage reports a picture that cannot be published.
func brokenImage(name string, err error) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "image-broken", Span: diagnostic.InFile(name),
		Message: err.Error() + "。", Suggestion: "画像を書き出し直して、置き換えてください。",
	}
	if errors.Is(err, images.ErrActive) {
		d.Suggestion = "その部分を消すか、動きのない画像として書き出し直して、置き換えてください。"
	}
	return d
}
