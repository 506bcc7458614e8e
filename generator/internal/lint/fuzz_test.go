package lint

import (
	"bytes"
	"testing"
)

// FuzzLineSuppressions checks for any .calc or YAML file: its suppressions are in it, and each covers
// lines from its own on.
func FuzzLineSuppressions(f *testing.F) {
	for _, seed := range []string{
		"", "# check: figure-year 理由\n値 a = 1円\n", "値 a = 1円\n# check: x\n# check: y z\n\n値 b = 2円\n",
		"#check:a b", "  # check:\n", "a # check: b c\n", "\r\n# check: a\r\n\r\n",
		"# check: a\x00b \xff\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		lines := 1 + bytes.Count(text, []byte("\n"))
		for _, r := range lineSuppressions("a.calc", text) {
			if r.First != r.Span.Start.Line || r.First < 1 || r.First > lines || r.Last != 0 && r.Last < r.First || r.Last > lines {
				t.Errorf("a suppression at %v for lines %d to %d of %d", r.Span, r.First, r.Last, lines)
			}
			if bytes.ContainsAny([]byte(r.Code), " \n") {
				t.Errorf("the code %q", r.Code)
			}
		}
	})
}
