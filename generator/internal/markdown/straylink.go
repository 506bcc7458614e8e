package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"shirube/calculator/diagnostic"
)

// strayLink warns of a link that is shown as it was written because its address has a space:
// [the form](files/my form.pdf).
func (t *task) strayLink(n *ast.Text, source []byte) {
	at := bytes.Index(n.Segment.Value(source), []byte("]("))
	if at < 0 {
		return
	}
	address, _, _ := bytes.Cut(source[n.Segment.Start+at+len("]("):], []byte("\n"))
	address, _, closed := bytes.Cut(address, []byte(")"))
	if !closed || bytes.IndexByte(address, ' ') <= 0 || bytes.ContainsAny(address, `"'<{`) { // {{ … }} is reported as another tool's
		return
	}
	t.report(diagnostic.Warning, "link-stays", n.Segment.Start+at, "空白のあるアドレスなので、リンクにならず、そのまま表示されます。",
		"アドレスを < > で囲んでください。例: [題名](<ファイル の名前.md>)")
}
