package search_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"index/suffixarray"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"github.com/evanw/esbuild/pkg/api"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"shirube/generator/internal/search"
)

var (
	corpus = flag.String("corpus", "", "a published site of which TestKnownItems asks what only one of its pages has")
	count  = flag.Int("items", 200, "how many items of each kind TestKnownItems asks")
	misses = flag.Bool("misses", false, "log the queries that are not answered in the first place")
)

// An item is a query that one page alone answers.
type item struct{ kind, query, url string }

// A corpusPage is a page of the corpus with its text.
type corpusPage struct {
	entry    search.Entry
	headings []string // normalized, the title first
	start    int      // of its text in the text of all
}

// A knownCorpus is a published site, with its text in the form in which texts are compared.
type knownCorpus struct {
	pages      []corpusPage
	normalizer *search.Normalizer
	normalized *suffixarray.Index
	literal    *suffixarray.Index // small letters, half width, all signs
	starts     []int              // of the pages in literal
}

var pageTitle = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)
var anyTag = regexp.MustCompile(`<[^>]*>`)

// goals are the shares of the items of a kind whose page must come first; kinds without one are reported.
var goals = map[string]float64{"phrase": .95, "words": .95, "heading": .95, "title": .95}

// TestKnownItems asks a site for what only one of its pages has, and reports how often that page comes first, by the
// scripts of the search page. Without -corpus it is skipped.
//
//	go run ./generator build -content FOLDER -out SITE
//	go test ./generator/internal/search -run KnownItems -v -corpus SITE [-misses]
func TestKnownItems(t *testing.T) {
	if *corpus == "" {
		t.Skip("needs -corpus")
	}
	c := readCorpus(t, os.DirFS(*corpus))
	var entries []search.Entry
	for _, p := range c.pages {
		entries = append(entries, p.entry)
	}
	size := 0
	folder := t.TempDir()
	for _, f := range search.Files(entries, search.Options{}) {
		size += compressedSize(f.Bytes)
		name := filepath.Join(folder, filepath.FromSlash(f.Output))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, f.Bytes, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	items := c.items(*count)
	asked, first, five := make(map[string]int), make(map[string]int), make(map[string]int)
	for i, found := range answers(t, folder, items) {
		kind, at := items[i].kind, slices.Index(found, items[i].url)
		asked[kind]++
		if at == 0 {
			first[kind]++
		} else if *misses {
			t.Logf("%s: %q: place %d of %s; first %v", kind, items[i].query, at+1, items[i].url, found[:min(2, len(found))])
		}
		if at >= 0 && at < 5 {
			five[kind]++
		}
	}
	t.Logf("%d pages, index %d kB compressed", len(c.pages), size/1000)
	for _, kind := range kinds {
		n := float64(max(asked[kind], 1))
		share := float64(first[kind]) / n
		t.Logf("%-8s %3d asked: %5.1f %% first, %5.1f %% in first five", kind, asked[kind], 100*share, 100*float64(five[kind])/n)
		if share < goals[kind] && asked[kind] > 0 {
			t.Errorf("%s: only %.1f %% first, want %.0f %%", kind, 100*share, 100*goals[kind])
		}
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
func readCorpus(t *testing.T, site fs.FS) *knownCorpus {
	t.Helper()
	c := &knownCorpus{normalizer: search.NewNormalizer()}
	var folded, literal []byte
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
			title = strings.TrimSpace(html.UnescapeString(anyTag.ReplaceAllString(string(m[1]), "")))
		}
		p := corpusPage{entry: search.Extract(search.Page{URL: "/" + strings.TrimSuffix(name, "index.html"), Title: title, HTML: text}), start: len(folded)}
		c.starts = append(c.starts, len(literal))
		for i, s := range p.entry.Sections {
			if i == 0 {
				s.Heading = title
			}
			p.headings = append(p.headings, c.normalize(s.Heading))
			folded = append(folded, c.normalize(s.Heading)+"\n"+c.normalize(s.Text)+"\n"...)
			literal = append(literal, strings.ToLower(norm.NFKC.String(s.Heading+"\n"+s.Text))+"\n"...)
		}
		c.pages = append(c.pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c.normalized, c.literal = suffixarray.New(folded), suffixarray.New(literal)
	return c
}

// normalize returns a text in the form in which texts are compared.
func (c *knownCorpus) normalize(text string) string {
	var out []rune
	for _, letter := range c.normalizer.Append(nil, text) {
		out = append(out, max(rune(letter), ' '))
	}
	return string(out)
}

// pagesWith returns the numbers of the pages that have a normalized text.
func (c *knownCorpus) pagesWith(text string) map[int]bool {
	found := make(map[int]bool)
	for _, at := range c.normalized.Lookup([]byte(text), -1) {
		found[sort.Search(len(c.pages), func(i int) bool { return c.pages[i].start > at })-1] = true
	}
	return found
}

// pagesWithSigns returns the numbers of the pages that have a word with its signs, with no further ones beside it.
func (c *knownCorpus) pagesWithSigns(word string) map[int]bool {
	found := make(map[int]bool)
	text := c.literal.Bytes()
	for _, at := range c.literal.Lookup([]byte(word), -1) {
		if end := at + len(word); !isSigned(text[max(at-1, 0)]) && !isSigned(text[min(end, len(text)-1)]) {
			found[sort.SearchInts(c.starts, at+1)-1] = true
		}
	}
	return found
}

func isSigned(b byte) bool { return b > ' ' && b < 0x7F && !strings.ContainsRune(`(),;:'"`, rune(b)) }

// isOnly reports whether a page is the only one of some.
func isOnly(pages map[int]bool, page int) bool { return len(pages) == 1 && pages[page] }

var kinds = []string{"phrase", "words", "heading", "title", "sign", "english", "vowel", "width", "wrong", "missing", "swapped"}

// items draws so many items of each kind, the same on every run, for at most as long as a kind has some.
func (c *knownCorpus) items(most int) []item {
	random := rand.New(rand.NewPCG(1, 2))
	var items []item
	for _, kind := range kinds {
		seen := make(map[string]bool)
		for tries := 0; len(seen) < most && tries < 200*most; tries++ {
			page := random.IntN(len(c.pages))
			if query := c.draw(random, kind, page); query != "" && !seen[query] {
				seen[query] = true
				items = append(items, item{kind, query, c.pages[page].entry.URL})
			}
		}
	}
	return items
}

var (
	clause    = regexp.MustCompile(`[^、。！？「」（）()\[\]:;,.\n]+`)
	plainWord = regexp.MustCompile(`[\p{Han}]{2,}|[\p{Katakana}ー]{3,}|[A-Za-z_]{4,}`)
	longWord  = regexp.MustCompile(`[\p{Han}]{4,}|[\p{Katakana}ー]{5,}|[A-Za-z]{6,}`)
	katakana  = regexp.MustCompile(`[\p{Katakana}ー]{4,}`)
	latin     = regexp.MustCompile(`[A-Za-z0-9_]{4,}`)
	signed    = regexp.MustCompile(`[#@$.-]{0,2}[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*[-+*/%=<>&|^~!#@$]{0,3}`)
)

// draw returns a query of a kind that a page alone answers, or nothing.
func (c *knownCorpus) draw(random *rand.Rand, kind string, page int) string {
	p := c.pages[page]
	place := random.IntN(len(p.entry.Sections))
	s := p.entry.Sections[place]
	lines := strings.Split(s.Text, "\n")
	line := lines[random.IntN(len(lines))]
	one := func(words *regexp.Regexp, text string) string {
		if found := words.FindAllString(text, -1); found != nil {
			return found[random.IntN(len(found))]
		}
		return ""
	}
	switch kind {
	case "title", "heading":
		query := p.entry.Title
		if kind == "heading" {
			query = strings.TrimSpace(s.Heading)
		}
		if c.isOnlyHeading(c.normalize(query), page) {
			return query
		}
	case "phrase":
		if query := phrase(random, line); c.has(query, page) {
			return query
		}
	case "words":
		a := one(plainWord, line)
		b := one(plainWord, p.entry.Sections[random.IntN(len(p.entry.Sections))].Text)
		if a != "" && b != "" && a != b && c.isOnlyWithBoth(c.normalize(a), c.normalize(b), page) {
			return a + " " + b
		}
	case "sign":
		word := strings.TrimRight(one(signed, line), ".-")
		if strings.ContainsFunc(word, func(r rune) bool { return r < 'A' && (r < '0' || r > '9') }) &&
			isOnly(c.pagesWithSigns(strings.ToLower(word)), page) {
			return word
		}
	case "english":
		// A word and its plural are one word.
		if word := strings.TrimSuffix(one(latin, line), "s"); strings.ContainsFunc(line, isJapanese) && c.has(word, page) {
			return word
		}
	case "vowel":
		word := strings.Trim(one(katakana, line), "ー")
		without := strings.ReplaceAll(word, "ー", "")
		if without != word && len([]rune(without)) > 2 && c.has(word, page) && len(c.pagesWith(c.normalize(without))) == 0 {
			return without
		}
	case "width":
		if word := strings.TrimSuffix(one(plainWord, line), "s"); c.has(word, page) && c.normalize(otherWidth(word)) == c.normalize(word) && otherWidth(word) != word {
			return otherWidth(word)
		}
	case "wrong", "missing", "swapped":
		if word := one(longWord, s.Heading+"\n"+line); c.has(word, page) {
			if query := spoilt(random, kind, []rune(word)); len(c.pagesWith(c.normalize(query))) == 0 {
				return query
			}
		}
	}
	return ""
}

// has reports whether a page alone has a text.
func (c *knownCorpus) has(text string, page int) bool {
	folded := c.normalize(text)
	return folded != "" && isOnly(c.pagesWith(folded), page)
}

func (c *knownCorpus) isOnlyWithBoth(a, b string, page int) bool {
	with := c.pagesWith(b)
	count := 0
	for n := range c.pagesWith(a) {
		if with[n] {
			count++
		}
	}
	return count == 1
}

// isOnlyHeading reports whether a page alone has a normalized text as its title or as a heading.
func (c *knownCorpus) isOnlyHeading(text string, page int) bool {
	for n := range c.pages {
		if slices.Contains(c.pages[n].headings, text) != (n == page) {
			return false
		}
	}
	return text != ""
}

// phrase cuts 8 to 14 letters from a line, without tearing words in Latin letters.
func phrase(random *rand.Rand, line string) string {
	var parts [][]rune
	for _, part := range clause.FindAllString(line, -1) {
		if letters := []rune(strings.TrimSpace(part)); len(letters) >= 8 && slices.ContainsFunc(letters, isJapanese) {
			parts = append(parts, letters)
		}
	}
	if parts == nil {
		return ""
	}
	letters := parts[random.IntN(len(parts))]
	size := min(len(letters), 8+random.IntN(7))
	start := random.IntN(len(letters) - size + 1)
	end := start + size
	for start > 0 && isLatin(letters[start]) && isLatin(letters[start-1]) {
		start--
	}
	for end < len(letters) && isLatin(letters[end]) && isLatin(letters[end-1]) {
		end++
	}
	return strings.TrimSpace(string(letters[start:end]))
}

// otherWidth writes katakana in half and Latin letters in full width.
func otherWidth(word string) string {
	return width.Widen.String(strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, word)) + width.Narrow.String(norm.NFD.String(strings.Map(func(r rune) rune {
		if r < 0x80 {
			return -1
		}
		return r
	}, word)))
}

// spoilt returns a word with one letter wrong, missing or in the wrong order.
func spoilt(random *rand.Rand, how string, letters []rune) string {
	at := 1 + random.IntN(len(letters)-2)
	switch out := slices.Clone(letters); how {
	case "missing":
		return string(slices.Delete(out, at, at+1))
	case "swapped":
		out[at], out[at+1] = out[at+1], out[at]
		return string(out)
	default:
		out[at] = letters[random.IntN(len(letters))] // one that the reader has at hand
		return string(out)
	}
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
const texts = new Map();
globalThis.fetch = async (name) => {
	const text = texts.get(name) ?? await readFile(folder + "/" + name, "utf8");
	texts.set(name, text);
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
