package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// indexed returns the files of an index by name, made by so many workers that take turns.
func indexed(t *testing.T, entries []Entry, o Options, workers int) map[string]string {
	t.Helper()
	var mu sync.Mutex
	files := make(map[string]string)
	keep := func(f File) {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := files[f.Output]; twice {
			t.Errorf("%s is made twice", f.Output)
		}
		files[f.Output] = string(f.Bytes)
	}
	o.Pages = len(entries)
	c := NewCollector(o, keep)
	var wg sync.WaitGroup
	for n := range workers {
		w := c.Worker()
		wg.Go(func() {
			for i := range entries {
				if place := len(entries) - 1 - i; place%workers == n {
					w.Add(place, entries[place])
				}
			}
		})
	}
	wg.Wait()
	for _, f := range c.Finish() {
		keep(f)
	}
	return files
}

func someEntries(n int) []Entry {
	var entries []Entry
	for _, p := range generatedPages(n, 50) {
		entries = append(entries, Extract(p))
	}
	return entries
}

// The index must not depend on the machine: not on the number of workers, nor on their order.
func TestTheIndexIsTheSameHoweverItIsMade(t *testing.T) {
	entries := someEntries(70)
	want := make(map[string]string)
	for _, f := range Files(entries, Options{}) {
		want[f.Output] = string(f.Bytes)
	}
	for _, workers := range []int{1, 2, 5} {
		got := indexed(t, entries, Options{}, workers)
		if len(got) != len(want) {
			t.Errorf("%d workers make %d files, want %d", workers, len(got), len(want))
		}
		for name, text := range want {
			if got[name] != text {
				t.Errorf("%d workers make another %s", workers, name)
			}
		}
	}
}

// readIndex reads index.json and the lists of all terms.
func readIndex(t *testing.T, files map[string]string) (indexFile, map[string][]find) {
	t.Helper()
	var index indexFile
	if err := json.Unmarshal([]byte(files[IndexPath]), &index); err != nil {
		t.Fatal(err)
	}
	terms := make(map[string][]find)
	for i, hash := range index.Terms {
		lines := strings.Lines(files[fmt.Sprintf("assets/search-t%d-%s.txt", i, hash)])
		for line := range lines {
			term, list, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			terms[term] = readList(list)
		}
	}
	return index, terms
}

// readList reads what a termWriter writes.
func readList(list string) []find {
	var finds []find
	next := uint32(0)
	for at := 0; at < len(list); {
		step := uint32(0)
		for more := true; more; at++ {
			digit := uint32(list[at] - '0')
			step, more = step<<5|digit&31, digit >= 32
		}
		f := find{next + step>>1, some}
		if step&1 == 1 {
			f.found = list[at] - '0'
			at++
		}
		finds = append(finds, f)
		next = f.section + 1
	}
	return finds
}

func TestListsHaveTheSectionsOfATerm(t *testing.T) {
	entries := []Entry{
		{URL: "/a/", Title: "費用", Sections: []Section{{Level: 1, Text: "上限の話。"}, {Level: 2, ID: "x", Heading: "上限", Text: "費用と費用と費用。"}}},
		{URL: "/b/", Title: "上限", Sections: []Section{{Level: 1, Text: strings.Repeat("長い文です。", 200) + "費用"}}},
	}
	_, terms := readIndex(t, indexed(t, entries, Options{}, 2))
	for term, want := range map[string][]find{
		"費用": {{0, inHeading | 3*headingSize}, {1, 3 | inAbove}, {2, 1}},
		"上限": {{0, 3}, {1, inHeading | 3*headingSize}, {2, inHeading | 3*headingSize}},
		"限":  {{1, inHeading | 3*headingSize}, {2, inHeading | 3*headingSize}},
	} {
		if !slices.Equal(terms[term], want) {
			t.Errorf("%s: %v, want %v", term, terms[term], want)
		}
	}
}

func TestReadingsOfHeadingsAreFound(t *testing.T) {
	entries := []Entry{{Title: "題", Sections: []Section{{Level: 1}, {Level: 2, ID: "x", Heading: "交通費（例）"}}}}
	read := func(heading string) string { return strings.ReplaceAll(heading, "交通費", " こうつう ひ") }
	_, terms := readIndex(t, indexed(t, entries, Options{Reading: read}, 1))
	for _, term := range []string{"=こうつうひ", "=ひ"} {
		if !slices.Equal(terms[term], []find{{1, inHeading}}) {
			t.Errorf("%s: %v", term, terms[term])
		}
	}
	if terms["つう"] != nil {
		t.Error("a reading is found from the middle of a word")
	}
}

// Grammar is not looked for, so it takes no room.
func TestFrequentHiraganaIsLeftOut(t *testing.T) {
	var entries []Entry
	for i := range 120 {
		entries = append(entries, Entry{Title: "題", Sections: []Section{{Level: 1, Text: fmt.Sprintf("%d番目の文です。", i)}}})
	}
	index, terms := readIndex(t, indexed(t, entries, Options{}, 2))
	if !slices.Contains(index.Stop, "です") || terms["です"] != nil || len(terms["番目"]) != 120 {
		t.Errorf("left out are %q; です stands in %d sections, 番目 in %d", index.Stop, len(terms["です"]), len(terms["番目"]))
	}
}

func TestEditionsAndSynonymsAreInTheIndex(t *testing.T) {
	entries := []Entry{
		{Title: "一", Sections: make([]Section, 2)}, {Title: "二", Sections: make([]Section, 1)},
		{Title: "One", Edition: "en", Sections: make([]Section, 1)},
	}
	index, _ := readIndex(t, indexed(t, entries, Options{Synonyms: [][]string{{"料金", "Ｗi-Fi", "料金"}}}, 1))
	if want := []edition{{"", 0}, {"en", 3}}; !slices.Equal(index.Editions, want) {
		t.Errorf("editions are %v, want %v", index.Editions, want)
	}
	if want := []string{"wi fi", "料金"}; len(index.Synonyms) != 1 || !slices.Equal(index.Synonyms[0], want) {
		t.Errorf("synonyms are %q, want %q", index.Synonyms, want)
	}
}

func TestSynonymsOnTheSiteComeFirst(t *testing.T) {
	entries := []Entry{{Title: "電車の交通費", Sections: make([]Section, 1)}}
	index, _ := readIndex(t, indexed(t, entries, Options{Synonyms: [][]string{{"ガソリン代", "バス代", "交通費"}}}, 1))
	if want := []string{"交通費", "がそりん代", "ばす代"}; !slices.Equal(index.Synonyms[0], want) {
		t.Errorf("synonyms are %q, want %q", index.Synonyms[0], want)
	}
}

func TestASiteWithoutTextHasAnIndex(t *testing.T) {
	for _, entries := range [][]Entry{nil, {{Sections: make([]Section, 1)}}} {
		files := Files(entries, Options{})
		if len(files) == 0 || !slices.ContainsFunc(files, func(f File) bool { return f.Output == IndexPath && bytes.Contains(f.Bytes, []byte(`"version":2`)) }) {
			t.Errorf("%d pages give %d files without an index", len(entries), len(files))
		}
	}
}
