package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"shirube/generator/internal/content"
	"shirube/generator/internal/laws"
	"shirube/generator/internal/references"
)

// eGov starts a server that answers as e-Gov's 法令API from the files of a folder: egov DIR. Its address is in $EGOV
// from then on. A second call gives the same server other answers.
type eGov struct {
	folder string
	server *httptest.Server
}

// start is the command of scripts.
func (e *eGov) start(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: egov DIR")
	}
	e.folder = ts.MkAbs(args[0])
	if e.server == nil {
		e.server = httptest.NewServer(e)
		ts.Defer(e.server.Close)
		ts.Setenv("EGOV", e.server.URL)
	}
}

func (e *eGov) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, err := os.Stat(e.folder); err != nil {
		http.Error(w, `{"code":"500001"}`, http.StatusInternalServerError)
		return
	}
	answer, err := os.ReadFile(filepath.Join(e.folder, filepath.FromSlash(r.URL.Path), r.URL.Query().Get("elm")))
	if err != nil {
		http.Error(w, `{"code":"404004"}`, http.StatusNotFound)
		return
	}
	w.Write(answer)
}

// With an amended 施行令第17条, an editor is shown every page, table, calculator and example that depends on it.
func TestAmendedArticleNamesAllThatDependsOnIt(t *testing.T) {
	in, found := ownBuilder(t).Study(t.Context())
	if found.HasErrors() {
		t.Fatal(found)
	}
	server := httptest.NewServer(amendedArticle{})
	defer server.Close()
	var amended []string
	for _, c := range laws.Check(t.Context(), &laws.Client{Address: server.URL}, in.Site.Sources, content.Date{Year: 2026, Month: 11, Day: 30}) {
		if c.Source.Law.ID == "418CO0000000010" && c.Source.Law.Article == "17" {
			if c.Kind != laws.Amended {
				t.Fatalf("%s: %s", c.Source.ID, c.Kind)
			}
			for _, u := range references.DependentsOf(in, c.Source.ID) {
				amended = append(amended, u.Span.Path+" "+u.Kind)
			}
		}
	}
	for _, want := range []string{
		"figures/burden.calc 表", "calculators/burden-cap.calc 例", "calculators/burden-cap.calc 計算", "calculators/burden-cap.md ページ", "calculators/monthly-fee.calc 例",
	} {
		if !slices.Contains(amended, want) {
			t.Errorf("%s is not named", want)
		}
	}
	for _, p := range in.Site.Pages { // whoever quotes the table is named, by a look that shares no code with the answer
		text, err := os.ReadFile(filepath.Join(ownContent, filepath.FromSlash(p.Path)))
		if err == nil && strings.Contains(string(text), "{{負担上限月額") &&
			!slices.ContainsFunc(amended, func(s string) bool { return strings.HasPrefix(s, p.Path+" ") }) {
			t.Errorf("%s quotes the table and is not named", p.Path)
		}
	}
}

// amendedArticle answers with two revisions of any law, the newer with other words in every article.
type amendedArticle struct{}

func (amendedArticle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if law, ok := strings.CutPrefix(r.URL.Path, "/law_revisions/"); ok {
		fmt.Fprintf(w, `{"revisions":[{"law_revision_id":"%[1]s_20261101_508CO0000000300","amendment_enforcement_date":"2026-11-01"},
			{"law_revision_id":"%[1]s_20060401_000000000000000","amendment_enforcement_date":"2006-04-01"}]}`, law)
		return
	}
	words := "九千三百円"
	if strings.Contains(r.URL.Path, "_20261101_") {
		words = "一万円"
	}
	article := strings.TrimPrefix(r.URL.Query().Get("elm"), "MainProvision-Article_")
	fmt.Fprintf(w, `<Article Num="%s"><Paragraph><Sentence>%s</Sentence></Paragraph></Article>`, article, words)
}
