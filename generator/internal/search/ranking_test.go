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
		page("/reasons/", "理由", "心の理由", "人と会うことが難しい場合です。"),
		page("/far/", "遠い所", "家から遠い事業所", "家から出られない日がある人は、遠い所も選べます。"),
	}
	entries[0].Keywords = map[string][]string{"a": {"てつづき"}}
	entries[len(entries)-2].Keywords = map[string][]string{"a": {"家から出られない", "満員電車", "ズームで話だけを聞いていたい人"}}
	entries = append(entries, page("/tools/", "会議用道具一式", "会議の道具", "ズームを使います。"), page("/holiday/", "休業", "年末年始", "事業所を閉めます。"))
	for _, day := range []string{"朝", "昼", "夜"} {
		entries = append(entries, page("/"+day+"/", "一日", day, day+"のときは窓を開けます。"))
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
		{"a reading that more follows", "こうつうひはいくらですか", "/traffic/"},
		{"romaji with a long vowel too many", "juukyuushashou", "/card/"},
		{"romaji in words", "koutsuu hi", "/traffic/"},
		{"the reading of a keyword", "てつづき", "/card/"},
		{"keyword", "満員電車", "/reasons/"},
		{"keyword word for word, before a text", "家から出られない", "/reasons/"},
		{"a word in a text before a long keyword", "ズーム", "/tools/"},
		{"a long keyword, in a sentence", "ズームで話だけ聞いていたいんですけど", "/reasons/"},
		{"a rare word before what is grammar", "年末年始のときは", "/holiday/"},
		{"the ending of speech", "受給者証なんですけど大丈夫かな", "/card/"},
		{"asking what a word means", "うつって何ですか", "/mood/"},
		{"what people add when they speak", "ほんとに全然バスに乗りますか教えて", "/traffic/"},
		{"letters read alike in a long word", "会議容導具一式", "/tools/"},
		{"during something", "年末年始中", "/holiday/"},
		{"a noun and what is said of it", "年末年始少ない", "/holiday/"},
		{"no particle behind a noun", "交通費払うの", "/traffic/"},
		{"no reading from the middle of a word", "うつ", "/mood/"},
	}
	for i, found := range answers(t, folder, items) {
		if len(found) == 0 || found[0] != items[i].url {
			t.Errorf("%s: %s finds %v, want %s first", items[i].kind, items[i].query, found, items[i].url)
		}
	}
}
