package build

import (
	"hash/maphash"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/publish"
)

// A pathsKey identifies the paths of a site, and what each is made from.
type pathsKey uint64

// pathsKey returns the key of outputs.
func (c *cache) pathsKey(files []publish.Output, pages []*pageSource) pathsKey {
	var h maphash.Hash
	h.SetSeed(c.seed)
	add := func(o publish.Output) {
		h.WriteString(o.Path)
		h.WriteByte(0)
		h.WriteString(o.Source)
		h.WriteByte(0)
	}
	for _, o := range files {
		add(o)
	}
	for _, s := range pages {
		for _, o := range s.outputs {
			add(o)
		}
	}
	return pathsKey(h.Sum64())
}

// checkPaths reports outputs that cannot be published at their paths: paths that no output may have, files of one path,
// and files in the place of folders. It returns how many files there are. Letter case and Unicode composition are
// ignored, as many file systems do.
func (r *run) checkPaths(files []publish.Output, pages []*pageSource) int {
	key := r.cache.pathsKey(files, pages)
	count, found := cached(r.cache, slot{step: "paths"}, key, func() (int, diagnostic.List) {
		n := len(files) + 2*len(pages)
		c := outputPaths{taken: make(map[string]publish.Output, n), folders: make(map[string]publish.Output)}
		for _, o := range files {
			c.add(o)
		}
		for _, s := range pages {
			for _, o := range s.outputs {
				c.add(o)
			}
		}
		return len(c.taken), c.found
	})
	for _, d := range found {
		if !r.hasReported(d) {
			r.report(d)
		}
	}
	return count
}

// hasReported reports whether linking has found the same clash of outputs already, at either file.
func (r *run) hasReported(d diagnostic.Diagnostic) bool {
	return slices.ContainsFunc(r.found, func(other diagnostic.Diagnostic) bool {
		return other.Code == d.Code && (other.Span.Path == d.Span.Path || strings.Contains(d.Message, "「"+other.Span.Path+"」") ||
			strings.Contains(other.Message, "「"+d.Span.Path+"」"))
	})
}

// outputPaths are the paths that files are published at, in lower case and composed (NFC).
type outputPaths struct {
	taken   map[string]publish.Output
	folders map[string]publish.Output // the first output in each folder
	found   diagnostic.List
}

func (c *outputPaths) add(o publish.Output) {
	if err := publish.CheckPath(o.Path); err != nil {
		c.found = append(c.found, diagnostic.Diagnostic{
			Code: "output-path", Span: diagnostic.InFile(sourceOr(o)),
			Message:    "アドレス " + strconv.Quote("/"+o.Path) + " には書き出せません（" + err.Error() + "）。",
			Suggestion: "ファイルの名前か aliases を変えてください。",
		})
		return
	}
	key := strings.ToLower(norm.NFC.String(o.Path))
	if first, twice := c.taken[key]; twice {
		c.clash(first, o, "「"+sourceOr(first)+"」と同じアドレス /"+o.Path+" に書き出されます。")
		return
	}
	if first, isFolder := c.folders[key]; isFolder {
		c.clash(first, o, "/"+o.Path+" は、「"+sourceOr(first)+"」を書き出すフォルダーの名前と同じです。")
		return
	}
	c.taken[key] = o
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if file, isFile := c.taken[dir]; isFile {
			c.clash(file, o, "/"+o.Path+" を書き出すフォルダーと同じ名前のファイルが、「"+sourceOr(file)+"」から書き出されます。")
			return
		}
		if _, known := c.folders[dir]; known {
			return
		}
		c.folders[dir] = o
	}
}

// clash reports two outputs of one path, at the one that is made from a file of the content.
func (c *outputPaths) clash(first, o publish.Output, message string) {
	at := o
	if o.Source == "" && first.Source != "" {
		at = first
		message = "サイトが自動で作る /" + o.Path + " と、名前がぶつかります。"
	}
	c.found = append(c.found, diagnostic.Diagnostic{
		Code: "url-twice", Span: diagnostic.InFile(sourceOr(at)), Message: message,
		Suggestion: "どちらかの名前を変えてください（大文字と小文字や、濁点の持ち方（NFCとNFD）の違いだけでは分けられません）。",
	})
}
