package markdown_test

import (
	"fmt"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
)

// An editor is led to the line of the section in view, so lines must be those of the file.
func TestHeadingsKnowTheirLines(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"below front matter", "---\ntitle: 一日\n---\n\n## 朝\n\n文\n\n## 昼\n", "[5 9]"},
		{"without front matter", "# 一日\n## 朝\n文\n### 九時\n", "[2 4]"},
		{"underlined", "文\n\n朝\n---\n", "[3]"},
		{"in a block", ":::note\n文\n\n## 朝\n:::\n\n> ## 昼\n", "[4 7]"},
		{"with the ends of lines of Windows", "---\r\ntitle: a\r\n---\r\n\r\n## 朝\r\n", "[5]"},
		{"not in code", "```\n## 朝\n```\n\n## 昼\n", "[5]"},
	} {
		doc, _ := markdown.New(markdown.Options{}).Parse(content.File{Path: "a.md", Kind: content.Page, Bytes: []byte(c.text)}, words())
		if got := fmt.Sprint(doc.Lines); got != c.want || len(doc.Lines) != len(doc.Headings) {
			t.Errorf("%s: headings on lines %s, want %s", c.name, got, c.want)
		}
	}
}
