package serve

import (
	"encoding/json"
	"mime"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// An opening is a request to edit a file of the site: at a line, or where a section begins.
type opening struct {
	Path     string   `json:"path"`
	Line     int      `json:"line"`
	Sections []string `json:"sections"` // ids of headings; the first that the file has counts where Line is 0
}

// An opened reports whether an editor was called, and for which line.
type opened struct {
	Opened bool   `json:"opened"`
	Place  string `json:"place"` // absolute path:line
}

// openingLimit is how many bytes an opening may have.
const openingLimit = 4096

// open opens a source file in the user's editor. Only pages of the preview on this machine may request that, only after
// a click, and only for files that the site is made of.
func (s *server) open(w http.ResponseWriter, r *http.Request) {
	if !isFromHere(r) || !isFromOwnPage(r) {
		s.refuse(w, http.StatusForbidden, "この機械で開いているプレビューからだけ、ファイルを開けます。", "Files are opened for previews on this machine only.")
		return
	}
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
		s.refuse(w, http.StatusUnsupportedMediaType, "application/json で送ってください。", "Send it as application/json.")
		return
	}
	var request opening
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, openingLimit)).Decode(&request); err != nil {
		s.refuse(w, http.StatusBadRequest, "読めない求めです。", "The request cannot be read.")
		return
	}
	file, ok := s.source(request.Path)
	if !ok {
		s.refuse(w, http.StatusNotFound, "サイトの元になっているファイルではありません。", "The site is not made from such a file.")
		return
	}
	line := request.Line
	if line <= 0 {
		line = lineOf(file, request.Sections)
	}
	if !s.awaitClick(r) {
		s.refuse(w, http.StatusForbidden, "ボタンを押したときだけ、ファイルを開けます。", "Files are opened only when a button is pressed.")
		return
	}
	if !s.mayOpen(time.Now()) {
		s.refuse(w, http.StatusTooManyRequests, "続けては開けません。少し待ってください。", "Too soon after the last file. Wait a moment.")
		return
	}
	answer := opened{Opened: s.edit(file, line), Place: file + ":" + strconv.Itoa(line)}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// clickTime is how long a click may take to arrive after the opening that it belongs to.
const clickTime = 2 * time.Second

// click notes that a person has pressed a button of the preview. Scripts can send the same request, but browsers say with
// it whether a person acted (Sec-Fetch-User), and they do so with navigations alone.
func (s *server) click(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent) // the page in view stays
	if !isFromHere(r) || !isFromOwnPage(r) || r.Header.Get("Sec-Fetch-User") != "?1" {
		return
	}
	select {
	case <-s.clicks: // nothing was opened for an earlier one
	default:
	}
	select {
	case s.clicks <- time.Now():
	default: // another one was quicker
	}
}

// awaitClick waits for the click that an opening belongs to, and consumes it. Browsers without Fetch Metadata are trusted.
func (s *server) awaitClick(r *http.Request) bool {
	if r.Header.Get("Sec-Fetch-Site") == "" {
		return true
	}
	late := time.After(clickTime)
	for {
		select {
		case clicked := <-s.clicks:
			if time.Since(clicked) < clickTime {
				return true
			}
		case <-late:
			return false
		case <-r.Context().Done():
			return false
		}
	}
}

// isFromHere reports whether a request comes from this machine.
func isFromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// isFromOwnPage reports whether a page of this server sends a request. Browsers send the origin with
// every POST, and no page can change it.
func isFromOwnPage(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return r.Header.Get("Origin") == "http://"+r.Host && (from == "" || from == "same-origin")
}

// source returns the absolute path of a file that the site is made of or that a finding names.
func (s *server) source(name string) (string, bool) {
	if name == "" || !s.isSource(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return "", false
	}
	root, err := os.OpenRoot(s.options.Build.Content)
	if err != nil {
		return "", false
	}
	defer root.Close()
	if info, err := root.Stat(filepath.FromSlash(name)); err != nil || !info.Mode().IsRegular() {
		return "", false
	}
	file, err := filepath.Abs(filepath.Join(s.options.Build.Content, filepath.FromSlash(name)))
	return file, err == nil
}

// isSource reports whether a page is made from a file, or a finding names it.
func (s *server) isSource(name string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if slices.ContainsFunc(s.found, func(d diagnostic.Diagnostic) bool { return d.Span.Path == name }) {
		return true
	}
	return s.moved.site != nil && slices.ContainsFunc(s.moved.site.Pages, func(p *site.Page) bool { return p.Path == name })
}

// lineOf returns the line on which a section of a Markdown file begins: the first of those named by
// the ids of their headings that the file has; 1 where it has none.
func lineOf(file string, ids []string) int {
	text, err := os.ReadFile(file)
	if err != nil || len(ids) == 0 || path.Ext(file) != ".md" {
		return 1
	}
	doc, _ := markdown.New(markdown.Options{}).Parse(content.File{Path: file, Kind: content.Page, Bytes: text}, new(markdown.Words))
	for _, id := range ids {
		if i := slices.IndexFunc(doc.Headings, func(h markdown.Heading) bool { return h.ID == id }); i >= 0 {
			return doc.Lines[i]
		}
	}
	return 1
}

// openingPause is the time between two calls of the editor: whatever a page does, windows open one by one.
const openingPause = time.Second

// mayOpen reports whether the last file was opened long enough ago.
func (s *server) mayOpen(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.lastOpened) < openingPause {
		return false
	}
	s.lastOpened = now
	return true
}

// edit calls the editor; it is false where there is none, it does not start, or the name of the file must not reach it.
func (s *server) edit(file string, line int) bool {
	args, ok := editorCommand(runtime.GOOS, s.options.Editor, file, line)
	if !ok {
		return false
	}
	command := exec.Command(args[0], args[1:]...)
	if command.Start() != nil {
		return false
	}
	go command.Wait()
	return true
}

// editorCommand returns the command that opens a file at a line; false where there is none. On Windows most editors are
// started by a .cmd file, whose interpreter reads some characters of a name as parts of commands, quoted or not: files
// of such names are not opened.
func editorCommand(system string, editor []string, file string, line int) (args []string, ok bool) {
	if len(editor) == 0 || system == "windows" && strings.ContainsAny(file, "&|<>^%!\"`\r\n") {
		return nil, false
	}
	fill := strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(line))
	args = []string{editor[0]}
	for _, arg := range editor[1:] {
		args = append(args, fill.Replace(arg))
	}
	return args, true
}

// FindEditor returns the command that opens a file at a line, as its parts, with {file} and {line} as placeholders.
// Wanted is the user's choice, such as "code -g {file}:{line}"; without {file} the file comes last. If it is empty, the
// command is that of the first known editor that look finds. Editors that need a terminal are never run: for them, and
// where there is none, it returns nil.
func FindEditor(wanted string, look func(program string) (string, error)) []string {
	parts := strings.Fields(wanted)
	if len(parts) == 0 {
		for _, known := range editors() {
			if _, err := look(strings.Fields(known)[0]); err == nil {
				return strings.Fields(known)
			}
		}
		return nil
	}
	if slices.Contains(terminalEditors(), strings.TrimSuffix(filepath.Base(parts[0]), ".exe")) {
		return nil
	}
	for _, known := range editors() {
		if fields := strings.Fields(known); len(parts) == 1 && filepath.Base(parts[0]) == fields[0] {
			return append(parts, fields[1:]...)
		}
	}
	if !strings.Contains(wanted, "{file}") {
		parts = append(parts, "{file}")
	}
	return parts
}

// editors are known editors with windows of their own, and how each is given a line.
func editors() []string {
	return []string{
		"code -g {file}:{line}", "cursor -g {file}:{line}", "codium -g {file}:{line}", "windsurf -g {file}:{line}",
		"zed {file}:{line}", "subl {file}:{line}", "idea --line {line} {file}", "webstorm --line {line} {file}",
		"pycharm --line {line} {file}", "goland --line {line} {file}", "bbedit +{line} {file}", "mate -l {line} {file}",
		"kate -l {line} {file}", "gedit +{line} {file}", "gnome-text-editor {file}", "notepad++ -n{line} {file}",
	}
}

func terminalEditors() []string {
	return []string{"vi", "vim", "nvim", "view", "nano", "pico", "hx", "helix", "micro", "kak", "joe", "ed", "less"}
}
