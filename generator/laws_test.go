package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
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
