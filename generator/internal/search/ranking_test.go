package search_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shirube/generator/internal/search"
)

// What readers type, and the page that must come first, by the scripts of the search page.
func TestReadersFindPagesByWhatTheyType(t *testing.T) {
	page := func(url, title, heading, text string) search.Entry {
		return search.Entry{URL: url, Title: title, Sections: []search.Section{{Level: 1}, {Level: 2, ID: "a", Heading: heading, Text: text}}}
	}
	entries := []search.Entry{
		page("/card/", "証", "受給者証", "市区町村が渡す証です。更新を申し込むときに、古い証を返します。"),
		page("/other/", "更新", "受給者の証", "更新のときに申し込む人は、証を古いまま返すこともあります。"),
		page("/plus/", "加算", "operator+", "二つの値を足します。"),
		page("/minus/", "減算", "operator-", "二つの値を引きます。"),
		page("/traffic/", "交通費", "バス代", "バスに乗ります。"),
		page("/mood/", "気分", "うつ", "うつのときは休みます。"),
	}
	folder := t.TempDir()
	read := func(heading string) string {
		return map[string]string{"交通費": " こうつう ひ", "受給者証": " じゅきゅうしゃしょう"}[heading]
	}
	for _, f := range search.Files(entries, search.Options{Reading: read}) {
		name := filepath.Join(folder, filepath.FromSlash(f.Output))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Bytes, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	items := []item{
		{"phrase", "古い証を返します", "/card/"},
		{"wrong letter", "受給者賞", "/card/"},
		{"swapped letters", "受者給証", "/card/"},
		{"missing letter", "受者証", "/card/"},
		{"romaji", "jukyusha", "/card/"},
		{"sign", "operator+", "/plus/"},
		{"sign", "operator-", "/minus/"},
		{"reading", "こうつう", "/traffic/"},
		{"no reading from the middle of a word", "うつ", "/mood/"},
	}
	for i, found := range answers(t, folder, items) {
		if len(found) == 0 || found[0] != items[i].url {
			t.Errorf("%s: %s finds %v, want %s first", items[i].kind, items[i].query, found, items[i].url)
		}
	}
}
