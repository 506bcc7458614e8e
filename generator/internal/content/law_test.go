package content

import (
	"slices"
	"testing"
)

// The title, publisher and address of an article follow from its law, so that they cannot disagree.
func TestLawGivesTitleAndAddress(t *testing.T) {
	for _, test := range []struct{ law, title, url string }{
		{`{id: 418CO0000000010, name: 施行令, article: "17", revision: 418CO0000000010_20260701_508CO0000000192, in-force: 2026-07-01}`,
			"施行令 第17条", "https://laws.e-gov.go.jp/law/418CO0000000010#Mp-At_17"},
		{`{id: 418M60000100019, name: 施行規則, article: 26_2, paragraph: 1, item: 2ロ, revision: 418M60000100019_20260520_508M60000102006, in-force: 2026-05-20}`,
			"施行規則 第26条の2第1項第2号ロ", "https://laws.e-gov.go.jp/law/418M60000100019#Mp-At_26_2"},
	} {
		sources, found := ParseSources(File{Path: "sources.yaml", Bytes: []byte("rei: {checked: 2026-11-30, law: " + test.law + "}\n")})
		if len(found) > 0 || len(sources) != 1 {
			t.Fatalf("%s: %v", test.law, found)
		}
		if s := sources[0]; s.Title != test.title || s.URL != test.url || s.Publisher != LawPublisher {
			t.Errorf("%s: %q %q %q", test.law, s.Title, s.URL, s.Publisher)
		}
	}
}

// An article that nobody could look up is reported once, at its place.
func TestLawThatIsIncomplete(t *testing.T) {
	const whole = `id: 418CO0000000010, name: 施行令, article: "17", revision: 418CO0000000010_20260701_508CO0000000192, in-force: 2026-07-01`
	for _, test := range []struct {
		source string
		codes  []string
	}{
		{`{checked: 2026-11-30, law: {id: 418CO0000000010, name: 施行令, article: "17", in-force: 2026-07-01}}`,
			[]string{"law-incomplete"}},
		{`{checked: 2026-11-30, law: {id: 417AC0000000123, name: 法, article: "17", revision: 418CO0000000010_20260701_508CO0000000192, in-force: 2026-07-01}}`,
			[]string{"law-incomplete"}},
		{`{checked: 2026-11-30, law: {id: 418CO, name: 令, article: "17", revision: 418CO0000000010_20260701_508CO0000000192, in-force: 2026-07-01}}`,
			[]string{"value-type", "law-incomplete"}},
		{`{checked: 2026-11-30, law: 第17条}`, []string{"value-type"}},
		{`{title: 題, checked: 2026-11-30, law: {` + whole + `}}`, []string{"law-derived"}},
		{`{law: {` + whole + `}}`, []string{"source-incomplete"}},
	} {
		_, found := ParseSources(File{Path: "sources.yaml", Bytes: []byte("rei: " + test.source + "\n")})
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
		}
		if !slices.Equal(codes, test.codes) {
			t.Errorf("%s: %v, want %v", test.source, codes, test.codes)
		}
	}
}
