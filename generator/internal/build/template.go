package build

import (
	"bytes"
	"path"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// isTemplate reports whether a file that is no page would be filled in by another tool: a text that begins with front
// matter, as Jekyll has it, or an index.html of docsify. As it is, it would show nothing that readers want.
func (r *run) isTemplate(e content.Entry) bool {
	switch strings.ToLower(path.Ext(e.Path)) {
	case ".html", ".htm", ".xml", ".css", ".scss", ".js", ".json", ".txt", ".webmanifest":
	default:
		return false
	}
	text, err := r.folder.folder.Beginning(e, 1<<14)
	if err != nil {
		return false // publishing reports it
	}
	rest, isFenced := bytes.CutPrefix(bytes.TrimPrefix(text, []byte("\uFEFF")), []byte("---\n"))
	if !isFenced {
		rest, isFenced = bytes.CutPrefix(text, []byte("---\r\n"))
	}
	isJekyll := isFenced && (bytes.HasPrefix(rest, []byte("---")) || bytes.Contains(rest, []byte("\n---")))
	isDocsify := path.Base(e.Path) == "index.html" && bytes.Contains(text, []byte("window.$docsify"))
	if isJekyll || isDocsify {
		r.report(diagnostic.Diagnostic{
			Severity: diagnostic.Warning, Code: "file-template", Span: diagnostic.InFile(e.Path),
			Message:    "ほかの道具のひな型（先頭が --- か、docsifyのページ）なので、公開しません。",
			Suggestion: "このまま公開したいファイルなら、先頭の --- で囲んだ部分を消してください。",
		})
	}
	return isJekyll || isDocsify
}
