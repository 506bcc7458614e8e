// Package content reads what editors write: the files of a content folder, their front matter,
// site.yaml and sources.yaml. It checks the form of each file by itself; what holds between files
// (links, addresses, names of figures) is checked by package site.
package content

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shirube/calculator/diagnostic"
)

// Kind says what a file is for.
type Kind int

const (
	// Page is a Markdown file.
	Page Kind = iota
	// Image is a picture that pages may show.
	Image
	// Calc is a .calc file of figures or a calculator, or a file of cases beside one.
	Calc
	// Settings is site.yaml.
	Settings
	// Sources is sources.yaml.
	Sources
	// ReadingsFile is readings.yaml.
	ReadingsFile
	// SynonymsFile is synonyms.yaml.
	SynonymsFile
	// Nav is a list of contents of another generator.
	Nav
	// Data is a file of the folder data, for templates.
	Data
	// BlockFile is the template of a block, in the folder blocks.
	BlockFile
	// Other is anything else; it is published as it is.
	Other
)

// The files that configure a site, all at the root of the content folder.
const (
	SettingsPath = "site.yaml"
	SourcesPath  = "sources.yaml"
	ReadingsPath = "readings.yaml"
	SynonymsPath = "synonyms.yaml"
)

// An Entry is a file found in a content folder. Path is relative to the folder, slash-separated.
type Entry struct {
	Path   string
	Kind   Kind
	Linked bool // reached through a symbolic link, so that it may change without a change at its path
}

// A File is an entry that has been read. Bytes must not be changed.
type File struct {
	Path  string
	Kind  Kind
	Bytes []byte
}

// Hash returns the SHA-256 of Bytes, or zero for a File without a path.
func (f File) Hash() [sha256.Size]byte {
	if f.Path == "" {
		return [sha256.Size]byte{}
	}
	return sha256.Sum256(f.Bytes)
}

// A Folder is a content folder. Nothing outside it can be read through it, not even by symbolic
// links.
type Folder struct {
	root *os.Root

	mu      sync.Mutex
	readers []*Reader
}

// Open opens the content folder dir.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, diagnostic.Errorf("内容のフォルダー「%s」がありません。サイトのフォルダーに移ってから打つか、-content で、Markdownのあるフォルダーを指定してください",
			"there is no content folder %q; go to the folder of the site first, or name a folder of Markdown with -content", dir)
	}
	if err != nil {
		return nil, diagnostic.Errorf("内容のフォルダー「%s」を開けません: %w", "cannot open the content folder %q: %w", dir, err)
	}
	return &Folder{root: root}, nil
}

// Close releases the folder and its readers.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.readers {
		r.close()
	}
	return f.root.Close()
}

// IsFile reports whether there is an ordinary file at a path, not a symbolic link to one.
func (f *Folder) IsFile(path string) bool {
	info, err := f.root.Lstat(filepath.FromSlash(path))
	return err == nil && info.Mode().IsRegular()
}

// Read returns the file that entry names.
func (f *Folder) Read(entry Entry) (File, error) {
	bytes, err := f.root.ReadFile(filepath.FromSlash(entry.Path))
	if err != nil {
		return File{}, err
	}
	return File{Path: entry.Path, Kind: entry.Kind, Bytes: bytes}, nil
}

// Beginning returns up to limit bytes at the start of the file that entry names.
func (f *Folder) Beginning(entry Entry, limit int64) ([]byte, error) {
	file, err := f.root.Open(filepath.FromSlash(entry.Path))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, limit))
}

// Scan returns the files of the folder, sorted by path. Hidden files, editors' temporary files and
// files that begin with an underscore are left out. A symbolic link is followed where it stays in
// the folder; one that leaves it, or that leads back to a folder above itself, is an error. The
// folders in skip, such as the output folder, are left out wherever they are.
func (f *Folder) Scan(skip ...fs.FileInfo) ([]Entry, diagnostic.List) {
	s := scanner{root: f.root, skip: skip}
	if info, err := f.root.Stat("."); err == nil {
		s.above = append(s.above, info)
	}
	s.published = s.jekyllFolders()
	s.folder("")
	slices.SortFunc(s.entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return s.entries, s.found
}

type scanner struct {
	root      *os.Root
	above     []fs.FileInfo   // the current folder and its parents
	published map[string]bool // private folders that are published
	linked    bool            // the current folder was reached through a symbolic link
	skip      []fs.FileInfo
	entries   []Entry
	found     diagnostic.List
}

// folder adds what is in a folder, and warns of a private one that an editor may have meant to publish.
func (s *scanner) folder(dir string) {
	list, err := fs.ReadDir(s.root.FS(), cmp.Or(dir, "."))
	if err != nil {
		s.report("unreadable", cmp.Or(dir, "."), fmt.Sprintf("フォルダーを読めません（%v）。", reason(err)), "読み取りの権限を確かめてください。")
		return
	}
	for _, item := range list {
		name := path.Join(dir, item.Name())
		if !IsIgnored(item.Name()) || dir == "" && item.IsDir() && s.published[item.Name()] {
			s.item(name, item)
		} else if item.IsDir() && s.mayBeMeant(name) {
			s.warn("folder-private", name, "名前が _ で始まるフォルダーは、公開しません。", "公開するときは、_ のない名前に変えてください。")
		}
	}
}

// mayBeMeant reports whether a private folder has pages and is none of those that other generators keep
// templates or drafts in.
func (s *scanner) mayBeMeant(dir string) bool {
	const known = " _drafts _includes _layouts _data _sass _site _static _build _templates _partials _parts "
	if base := path.Base(dir); !strings.HasPrefix(base, "_") || strings.Contains(known, " "+base+" ") {
		return false
	}
	list, _ := fs.ReadDir(s.root.FS(), dir)
	return slices.ContainsFunc(list, func(item fs.DirEntry) bool { return kindOf(item.Name()) == Page })
}

// item adds a file or what is in a folder. os.Root refuses links that leave the folder, which gives the error of Stat
// here.
func (s *scanner) item(name string, item fs.DirEntry) {
	if !s.nameIsUsable(name) {
		return
	}
	if item.IsDir() {
		s.descend(name)
		return
	}
	if item.Type().IsRegular() {
		s.entries = append(s.entries, Entry{Path: name, Kind: kindOf(name), Linked: s.linked})
		return
	}
	info, err := s.root.Stat(filepath.FromSlash(name))
	switch {
	case err != nil && item.Type()&fs.ModeSymlink != 0:
		s.report("symlink-leaves", name, "シンボリックリンクの先が、内容のフォルダーの外か、存在しない場所です。", "ファイルそのものを内容のフォルダーに置いてください。")
	case err != nil:
		s.report("unreadable", name, fmt.Sprintf("ファイルを読めません（%v）。", reason(err)), "読み取りの権限を確かめてください。")
	case info.IsDir():
		outer := s.linked
		s.linked = true
		s.descend(name)
		s.linked = outer
	case !info.Mode().IsRegular():
		s.report("not-a-file", name, "ふつうのファイルではありません。", "内容のフォルダーから取り除いてください。")
	default:
		s.entries = append(s.entries, Entry{Path: name, Kind: kindOf(name), Linked: true})
	}
}

// descend adds what is in a folder, unless that is one of the folders above it, to which a link may lead back.
func (s *scanner) descend(name string) {
	info, err := s.root.Stat(filepath.FromSlash(name))
	if err != nil {
		s.report("unreadable", name, fmt.Sprintf("フォルダーを読めません（%v）。", reason(err)), "読み取りの権限を確かめてください。")
		return
	}
	same := func(other fs.FileInfo) bool { return os.SameFile(other, info) }
	if slices.ContainsFunc(s.skip, same) {
		return
	}
	if slices.ContainsFunc(s.above, same) {
		s.report("symlink-loop", name, "シンボリックリンクが、自分を含むフォルダーに戻っています。", "このリンクを取り除いてください。")
		return
	}
	s.above = append(s.above, info)
	s.folder(name)
	s.above = s.above[:len(s.above)-1]
}

func (s *scanner) nameIsUsable(name string) bool {
	usable := IsUsable(path.Base(name))
	if !usable {
		s.report("file-name", strings.ToValidUTF8(name, "\uFFFD"), "ファイル名に、Webのアドレスや他の機種で使えない文字があります。", `制御文字と \ : * ? " < > | を除いた名前に変えてください。`)
	} else if reason := fragileName(path.Base(name)); reason != "" {
		s.warn("name-fragile", name, "名前「"+path.Base(name)+"」は、"+reason+"。", "名前を変えてください。")
	}
	return usable
}

// fragileName says why a file or folder of this name does not arrive on every system; "" where it does. The rules of
// Windows are in Microsoft's "Naming Files, Paths, and Namespaces".
func fragileName(name string) string {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	isPort := len(base) == 4 && (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '1' && base[3] <= '9'
	switch {
	case isPort, slices.Contains([]string{"con", "prn", "aux", "nul"}, base):
		return "Windowsでは機器の名前で、ファイルの名前にできません"
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "終わりの「.」や空白が、Windowsでは消えます"
	case !norm.NFC.IsNormalString(name):
		return "濁点などが文字から分かれた形（NFD）で、手で書いたリンクやアドレスと合いません"
	}
	return ""
}

// IsUsable reports whether a file name or slash-separated path has only characters that addresses
// and other systems allow.
func IsUsable(name string) bool {
	return utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || strings.ContainsRune(`\:*?"<>|`, r)
	})
}

func (s *scanner) report(code, name, message, suggestion string) {
	s.found = append(s.found, diagnostic.Diagnostic{
		Code: code, Span: diagnostic.InFile(name), Message: message, Suggestion: suggestion,
	})
}

func (s *scanner) warn(code, name, message, suggestion string) {
	s.report(code, name, message, suggestion)
	s.found[len(s.found)-1].Severity = diagnostic.Warning
}

// IsIgnored reports whether a file or folder called name is no part of a site: hidden, private, or a temporary file of
// an editor (Vim, Emacs, gedit, those of JetBrains).
func IsIgnored(name string) bool {
	if slices.Contains(hostFiles(), name) {
		return false
	}
	isIndex := strings.HasPrefix(name, "_index.") && strings.HasSuffix(name, ".md") // _index.ja.md, too
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") && !isIndex && name != "_sidebar.md" && name != "_toc.yml" && name != "_posts" ||
		strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") ||
		strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___") ||
		name == "4913" || name == "node_modules"
}

// IsUnwatched reports whether a change of a file or folder called name cannot matter to a site. Private files can: pages
// may include them.
func IsUnwatched(name string) bool { return IsIgnored(name) && IsIgnored(strings.TrimLeft(name, "_")) }

// hostFiles are the names that hosts of static sites read, though they look hidden or private.
func hostFiles() []string { return []string{"_headers", "_redirects", ".nojekyll", ".well-known"} }

// kindOf returns what a file is for, by its path alone.
func kindOf(name string) Kind {
	switch {
	case name == SettingsPath:
		return Settings
	case name == SourcesPath:
		return Sources
	case name == ReadingsPath:
		return ReadingsFile
	case name == SynonymsPath:
		return SynonymsFile
	case isNav(name):
		return Nav
	}
	if strings.HasSuffix(name, ".examples.csv") || strings.HasSuffix(name, ".examples.jsonl") {
		return Calc
	}
	folder, ending := path.Dir(name), strings.ToLower(path.Ext(name))
	switch {
	case folder == DataFolder && slices.Contains(dataEndings(), ending):
		return Data
	case folder == BlocksFolder && ending == ".html":
		return BlockFile
	}
	switch ending {
	case ".md", ".markdown", ".mdx":
		return Page
	case ".calc":
		return Calc
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif":
		return Image
	}
	return Other
}

// reason returns the innermost cause of a file error, without the path, which the message has already.
func reason(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
