package search_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"shirube/generator/internal/search"
)

var (
	corpus = flag.String("corpus", "", "a published site of which TestKnownItems asks what only one of its pages has")
	misses = flag.Bool("misses", false, "log the queries that are not answered in the first place")
)

// An item is a query that one page alone answers.
type item struct{ kind, query, url string }

// A corpusPage is a page of the corpus with its text.
type corpusPage struct {
	entry search.Entry
	text  string // normalized, all sections
}

var pageTitle = regexp.MustCompile(`<h1[^>]*>(.*?)</h1>`)
var anyTag = regexp.MustCompile(`<[^>]*>`)

// TestKnownItems asks a site for phrases, pairs of words, headings and titles that only one of its pages has,
// and reports how often that page comes first, by the scripts of the search page. Without -corpus it is
// skipped.
//
//	go run ./generator build -content FOLDER -out SITE
//	go test ./generator/internal/search -run KnownItems -v -corpus SITE
func TestKnownItems(t *testing.T) {
	if *corpus == "" {
		t.Skip("needs -corpus")
	}
	pages := readCorpus(t, os.DirFS(*corpus))
	folder := t.TempDir()
	var entries []search.Entry
	for _, p := range pages {
		entries = append(entries, p.entry)
	}
	files := search.Files(entries, search.Options{})
	size := 0
	for _, f := range files {
		size += compressedSize(f.Bytes)
		name := filepath.Join(folder, filepath.FromSlash(f.Output))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Bytes, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	items := knownItems(pages)
	first := make(map[string]int)
	asked := make(map[string]int)
	for i, found := range answers(t, folder, items) {
		asked[items[i].kind]++
		if len(found) > 0 && found[0] == items[i].url {
			first[items[i].kind]++
		} else if *misses {
			t.Logf("%s: %s: place %d of %s; first %v", items[i].kind, items[i].query, slices.Index(found, items[i].url)+1, items[i].url, found[:min(2, len(found))])
		}
	}
	t.Logf("%d pages, index %d kB compressed", len(pages), size/1000)
	for _, kind := range kinds {
		t.Logf("%-8s %3d of %3d first: %.1f %%", kind, first[kind], asked[kind], 100*float64(first[kind])/float64(max(asked[kind], 1)))
	}
}

func compressedSize(data []byte) int {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(data)
	_ = z.Close()
	return out.Len()
}

// readCorpus reads the pages of a published site that its search knows.
func readCorpus(t *testing.T, site fs.FS) []corpusPage {
	t.Helper()
	normalizer := search.NewNormalizer()
	var pages []corpusPage
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{"print", "search", "offline", "tags", "assets"}, name):
			return fs.SkipDir
		case path.Base(name) != "index.html":
			return nil
		}
		text, err := fs.ReadFile(site, name)
		if err != nil || bytes.Contains(text, []byte(`http-equiv="refresh"`)) {
			return err
		}
		title := ""
		if m := pageTitle.FindSubmatch(text); m != nil {
			title = html.UnescapeString(anyTag.ReplaceAllString(string(m[1]), ""))
		}
		p := corpusPage{entry: search.Extract(search.Page{URL: "/" + strings.TrimSuffix(name, "index.html"), Title: title, HTML: text})}
		all := title
		for _, s := range p.entry.Sections {
			all += "\n" + s.Heading + "\n" + s.Text
		}
		p.text = normalized(normalizer, all)
		pages = append(pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// normalized returns a text in the form in which texts are compared.
func normalized(n *search.Normalizer, text string) string {
	var out []rune
	for _, letter := range n.Append(nil, text) {
		out = append(out, max(rune(letter), ' '))
	}
	return string(out)
}

var kinds = []string{"phrase", "words", "heading", "title"}

// knownItems draws 200 items of each kind.
func knownItems(pages []corpusPage) []item {
	random := rand.New(rand.NewPCG(1, 2))
	normalizer := search.NewNormalizer()
	var items []item
	for _, kind := range kinds {
		seen := make(map[string]bool)
		for tries := 0; len(seen) < 200 && tries < 20_000; tries++ {
			p := pages[random.IntN(len(pages))]
			query := draw(random, kind, p)
			if query == "" || seen[query] {
				continue
			}
			words := strings.Fields(query)
			if kind != "words" {
				words = []string{query}
			}
			for i, w := range words {
				words[i] = normalized(normalizer, w)
			}
			if isAlone(pages, kind, words) {
				seen[query] = true
				items = append(items, item{kind, query, p.entry.URL})
			}
		}
	}
	return items
}

// isAlone reports whether only one page answers: it alone has all of the words, or the words as its title or
// as a heading.
func isAlone(pages []corpusPage, kind string, words []string) bool {
	normalizer := search.NewNormalizer()
	count := 0
	for _, p := range pages {
		has := !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(p.text, w) })
		if has && (kind == "title" || kind == "heading") {
			has = kind == "title" && normalized(normalizer, p.entry.Title) == words[0] || kind == "heading" &&
				(normalized(normalizer, p.entry.Title) == words[0] || slices.ContainsFunc(p.entry.Sections, func(s search.Section) bool { return normalized(normalizer, s.Heading) == words[0] }))
		}
		if has {
			if count++; count > 1 {
				return false
			}
		}
	}
	return count == 1
}

var clause = regexp.MustCompile(`[^、。！？「」（）()\[\]:;,.\n]+`)

var plainWord = regexp.MustCompile(`[\p{Han}]{2,}|[\p{Katakana}ー]{3,}|[A-Za-z_]{4,}`)

// draw returns a query of a kind that a page answers, or nothing.
func draw(random *rand.Rand, kind string, p corpusPage) string {
	s := p.entry.Sections[random.IntN(len(p.entry.Sections))]
	switch kind {
	case "title":
		return strings.TrimSpace(p.entry.Title)
	case "heading":
		return strings.TrimSpace(s.Heading)
	}
	lines := strings.Split(s.Text, "\n")
	line := lines[random.IntN(len(lines))]
	if kind == "words" {
		words := plainWord.FindAllString(line, -1)
		others := plainWord.FindAllString(p.entry.Sections[random.IntN(len(p.entry.Sections))].Text, -1)
		if len(words) == 0 || len(others) == 0 {
			return ""
		}
		a, b := words[random.IntN(len(words))], others[random.IntN(len(others))]
		if a == b {
			return ""
		}
		return a + " " + b
	}
	var parts []string
	for _, part := range clause.FindAllString(line, -1) {
		if n := utf8.RuneCountInString(part); n >= 8 && strings.ContainsFunc(part, isJapanese) {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	letters := []rune(parts[random.IntN(len(parts))])
	end := min(len(letters), 8+random.IntN(13))
	start := random.IntN(len(letters) - end + 1)
	end += start
	for start > 0 && isLatin(letters[start]) && isLatin(letters[start-1]) {
		start--
	}
	for end < len(letters) && isLatin(letters[end]) && isLatin(letters[end-1]) {
		end++
	}
	return string(letters[start:end])
}

// isLatin reports whether r belongs to a word that a phrase must not tear.
func isLatin(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// answers returns the addresses of the pages that the search finds for each item, the best first. Each query
// is asked with nothing loaded, as a reader comes.
func answers(t *testing.T, folder string, items []item) [][]string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node")
	}
	result := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{
			Contents:   `export { find } from "./rank"; export { open, head } from "./files";`,
			ResolveDir: "../../../themes/michi/scripts/search", Loader: api.LoaderTS,
		},
		Bundle: true, Format: api.FormatESModule, Target: api.ES2020, LogLevel: api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors[0].Text)
	}
	var queries []string
	for _, i := range items {
		queries = append(queries, i.query)
	}
	list, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	module := filepath.Join(folder, "search.mjs")
	if err := os.WriteFile(module, result.OutputFiles[0].Contents, 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "--input-type=module", "-")
	command.Stdin = strings.NewReader(fmt.Sprintf(asker, folder, list))
	out, err := command.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("%v: %s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	var found [][]string
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

const asker = `
import { readFile } from "node:fs/promises";
const folder = %q;
globalThis.fetch = async (name) => {
	const text = await readFile(folder + "/" + name, "utf8");
	return { ok: true, text: async () => text, json: async () => JSON.parse(text) };
};
const answers = [];
for (const query of %s) {
	const search = await import(folder + "/search.mjs?" + answers.length);
	const { sections } = await search.find(await search.open("search/index.json", true), query, "");
	answers.push([...new Set(sections.slice(0, 12).map((section) => search.head(section)?.url))]);
}
console.log(JSON.stringify(answers));
`
