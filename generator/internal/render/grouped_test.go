package render

import (
	"strings"
	"testing"
)

func TestAmountsAreGroupedByThousands(t *testing.T) {
	for number, want := range map[string]string{
		"0": "0", "5": "5", "100": "100", "1000": "1,000", "9300": "9,300", "10000": "10,000", "123456": "123,456", "1234567": "1,234,567",
		"-1": "-1", "-12": "-12", "-123": "-123", "-1234": "-1,234", "-12345": "-12,345", "-123456": "-123,456", "-1234567": "-1,234,567",
		"12345.5": "12,345.5", "0.1234": "0.1234", "-1234.5678": "-1,234.5678", "": "",
	} {
		if got := grouped(number); got != want {
			t.Errorf("%s is written %s, want %s", number, got, want)
		}
	}
}

// A page's HTML comes in pieces that may end anywhere, also within a tag.
func TestMarkingGoesOnFromPieceToPiece(t *testing.T) {
	pieces := []string{`<p>see <img alt="日本`, `語" src="`, `/図.png"> 図`, ` and 表</p`, "><p>end</p>"}
	m := newJapaneseMarker([]byte(strings.Join(pieces, "")))
	var html []byte
	for _, piece := range pieces {
		html = m.append(html, []byte(piece))
	}
	const want = `<p>see <img alt="日本語" src="/図.png"> <span lang="ja">図</span> and <span lang="ja">表</span></p><p>end</p>`
	if string(html) != want {
		t.Errorf("got  %s\nwant %s", html, want)
	}
}
