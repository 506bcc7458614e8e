package browsertest

import (
	"encoding/json"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// A searchCase is a query with the places that answer it.
type searchCase struct {
	query string
	wants []string
}

// searchCases reads a set of queries.
func searchCases(t testing.TB, name string) []searchCase {
	t.Helper()
	text, err := os.ReadFile("../internal/search/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []searchCase
	for line := range strings.Lines(string(text)) {
		query, wants, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if ok && !strings.HasPrefix(line, "#") {
			cases = append(cases, searchCase{query, strings.Fields(wants)})
		}
	}
	return cases
}

// isAnsweredBy reports whether an address is one of the wanted places.
func (c searchCase) isAnsweredBy(address string) bool {
	return slices.ContainsFunc(c.wants, func(want string) bool {
		if of, ok := strings.CutSuffix(want, "*"); ok {
			at, _, _ := strings.Cut(address, "#")
			return at == of
		}
		return want == address
	})
}

// searchModule returns the address of the script of the search page.
func (s *builtSite) searchModule(t testing.TB) string {
	t.Helper()
	page, err := s.file("search/index.html")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), `src="`+s.root+`assets/search-`)
	name, _, _ := strings.Cut(rest, `"`)
	return s.root + path.Join("assets", "search-"+name)
}

// asked answers queries with addresses by the site's own script.
func (tab *tab) asked(module string, cases []searchCase) [][]string {
	tab.t.Helper()
	var queries []string
	for _, c := range cases {
		queries = append(queries, c.query)
	}
	list, err := json.Marshal(queries)
	if err != nil {
		tab.t.Fatal(err)
	}
	answers := evaluate[[][]string](tab, `(async () => {
		const answers = [], files = new Map(), get = fetch;
		window.fetch = async (...what) => {
			const address = String(what[0]);
			if (!files.has(address)) files.set(address, get(...what));
			return (await files.get(address)).clone();
		};
		for (const query of `+string(list)+`) {
			const search = await import("`+module+`?" + answers.length); // with nothing at hand, as readers come
			const { sections } = await search.look(query);
			answers.push(sections.slice(0, 10).map(search.head).map(({ url, id }) => id ? url + "#" + id : url));
		}
		return answers;
	})()`)
	for _, found := range answers {
		for i := range found {
			found[i] = strings.TrimPrefix(found[i], strings.TrimSuffix(shared.site.root, "/"))
		}
	}
	return answers
}

func TestReadersFindWhatTheyLookFor(t *testing.T) {
	t.Parallel()
	f := open(t)
	for name, least := range map[string]float64{"queries.txt": .965, "tuning.txt": .93, "audience.txt": .93, "spoken.txt": .95, "asked.txt": .93} {
		t.Run(name, func(t *testing.T) {
			tab := f.newTab(t)
			tab.visit(f.site.root + "search/")
			cases := searchCases(t, name)
			first, amongThree := 0, 0
			for i, found := range tab.asked(f.site.searchModule(t), cases) {
				at := slices.IndexFunc(found, cases[i].isAnsweredBy)
				if at == 0 {
					first++
				} else {
					t.Logf("%s: place %d; first %v", cases[i].query, at+1, found[:min(3, len(found))])
				}
				if at >= 0 && at < 3 {
					amongThree++
				}
			}
			n := float64(len(cases))
			t.Logf("%s: %d queries, first place %.1f %%, first three %.1f %%", name, len(cases), 100*float64(first)/n, 100*float64(amongThree)/n)
			if float64(first) < least*n {
				t.Errorf("only %d of %d queries are answered in the first place", first, len(cases))
			}
		})
	}
}
