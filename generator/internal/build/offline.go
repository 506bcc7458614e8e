package build

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/site"
)

// listName is the file beside the worker that lists the files of the whole site, for readers who save all of it.
const listName = "offline.json"

// A fingerprint identifies the content of a published file.
type fingerprint struct {
	size   int
	digest [sha256.Size]byte
}

// A manifestTarget is the target of a site with offline reading. It notes the digest of every file, and
// puts last what depends on all others: the service worker and the list of the whole site.
type manifestTarget struct {
	publish.Target
	mu        sync.Mutex
	published map[string]fingerprint // by output path
	last      []publish.Output
}

// Keep implements publish.Target. What is not made again has no fingerprint, so every file is made.
func (t *manifestTarget) Keep(publish.Output) bool { return false }

// Put implements publish.Target.
func (t *manifestTarget) Put(o publish.Output) error {
	if o.Path == assets.WorkerName || o.Path == listName {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.last = append(t.last, o)
		return nil
	}
	var err error
	if o.Bytes, err = o.Load(); err != nil {
		return err
	}
	print := fingerprint{len(o.Bytes), sha256.Sum256(o.Bytes)}
	t.mu.Lock()
	t.published[o.Path] = print
	t.mu.Unlock()
	return t.Target.Put(o)
}

// putLast makes what depends on all other files, and puts it into the target.
func (t *manifestTarget) putLast() error {
	for _, o := range t.last {
		var err error
		if o.Bytes, err = o.Load(); err == nil {
			err = t.Target.Put(o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keepsOffline reports whether this build is for offline reading.
func (r *run) keepsOffline(settings content.Site) bool {
	return settings.Offline && !r.options.Preview && !r.checking
}

// noteOffline wraps the target of a site with offline reading in a manifestTarget; nil for others.
func (w *writer) noteOffline() *manifestTarget {
	if !w.keepsOffline(w.settings) {
		return nil
	}
	t := &manifestTarget{Target: w.target, published: make(map[string]fingerprint)}
	w.target = t
	return t
}

// installKey is what the files that install the site as a PWA depend on.
type installKey struct {
	theme themeVersion
	name  assets.Name
}

// offlineOutputs returns the files of offline reading, or a worker that removes from devices what an earlier
// build has saved there. A service worker in the content folder takes precedence.
func (w *writer) offlineOutputs(t *manifestTarget) []publish.Output {
	switch {
	case t != nil:
		worker := publish.Output{Path: assets.WorkerName, Make: func() ([]byte, error) { return w.makeWorker(t.published) }}
		list := publish.Output{Path: listName, Make: func() ([]byte, error) { return w.makeList(t.published) }}
		return append(w.installFiles(), worker, list)
	case !slices.Contains(w.site.Files, assets.WorkerName):
		return append(w.installFiles(), assets.RetiringWorker())
	}
	return w.installFiles()
}

// installFiles returns what installs the site as a PWA.
func (w *writer) installFiles() []publish.Output {
	if !w.settings.Offline {
		return nil
	}
	key := installKey{w.theme.source.version, assets.Name{Title: w.site.Settings.Title, Description: w.settings.Description, Lang: w.settings.Lang}}
	return step(w.run, slot{step: "install"}, key, func() ([]publish.Output, diagnostic.List) {
		return readInstall(w.theme.source.files, key.name)
	})
}

func readInstall(theme fs.FS, name assets.Name) ([]publish.Output, diagnostic.List) {
	files, err := assets.InstallFiles(theme, name)
	if err == nil {
		return files, nil
	}
	return nil, diagnostic.List{{
		Code: "theme-asset", Span: diagnostic.InFile("install"),
		Message:    fmt.Sprintf("端末に置くときの名前とアイコンを用意できません（%v）。", err),
		Suggestion: "テーマの install フォルダーを、themes/michi/install を手本に直してください。",
	}}
}

// makeWorker returns the theme's service worker with the version of the build, and the addresses that it saves from the
// start, relative to the root of the site.
func (w *writer) makeWorker(published map[string]fingerprint) ([]byte, error) {
	settings, err := json.Marshal(map[string]any{
		"version": versionOf(published, w.bundle.Worker), "own": ownFiles(w.renderer.OfflinePages(), published),
		"digests": digests(published), "words": w.renderer.WorkerWords(),
	})
	return slices.Concat([]byte("self.shirube="), settings, []byte(";\n"), w.bundle.Worker), err
}

func (w *writer) makeList(published map[string]fingerprint) ([]byte, error) {
	var also []string // pages that are there too, and repeat others
	for _, b := range w.site.Books {
		also = append(also, addressOf(b.Output))
	}
	return json.Marshal(map[string]any{
		"version": versionOf(published, w.bundle.Worker), "files": listed(w.site, published), "also": also,
	})
}

// versionOf names a build by all that it publishes.
func versionOf(all map[string]fingerprint, worker []byte) string {
	sum := sha256.New()
	sum.Write(worker)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(sum, "%s %x\n", name, all[name].digest)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// digests returns those of the style sheets, scripts and modules, by address: the worker keeps only what has them.
func digests(all map[string]fingerprint) map[string]string {
	list := make(map[string]string)
	for name, print := range all {
		if urgency(name) == 0 && strings.HasPrefix(name, publish.AssetFolder+"/") {
			list[addressOf(name)] = hex.EncodeToString(print.digest[:8])
		}
	}
	return list
}

// ownFiles returns the addresses of pages and of the readings beside them.
func ownFiles(pages []string, all map[string]fingerprint) []string {
	var own []string
	for _, page := range pages {
		own = append(own, addressOf(page))
		readings := path.Join(path.Dir(page), readingsFile)
		if _, ok := all[readings]; ok {
			own = append(own, addressOf(readings))
		}
	}
	return own
}

// addressOf returns the address of an output, relative to the root of the site.
func addressOf(output string) string {
	if folder, ok := strings.CutSuffix("/"+output, "/index.html"); ok {
		output = strings.TrimPrefix(folder+"/", "/")
	}
	return site.EscapePath(output)
}

// A listedFile is written [address, digest, size in bytes]; the digest is the beginning of its
// SHA-256 in hexadecimal.
type listedFile [3]any

// listed lists what a reader needs of a site, in the order in which it is best saved: styles and scripts, pages, their
// readings, and the rest.
func listed(s *site.Site, all map[string]fingerprint) []listedFile {
	left := make(map[string]bool) // out: what leads to other pages, and what repeats them
	leave := func(output string) {
		left[output], left[path.Join(path.Dir(output), readingsFile)] = true, true
	}
	for _, r := range s.Redirects {
		leave(r.Output)
	}
	for _, b := range s.Books {
		leave(b.Output)
	}
	names := slices.DeleteFunc(slices.Collect(maps.Keys(all)), func(name string) bool { return left[name] || !isRead(name) })
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(urgency(a)-urgency(b), strings.Compare(a, b)) })
	files := make([]listedFile, 0, len(names))
	for _, name := range names {
		print := all[name]
		files = append(files, listedFile{addressOf(name), hex.EncodeToString(print.digest[:8]), print.size})
	}
	return files
}

// isRead reports whether a file is for readers, not for search engines, hosts or the device itself.
func isRead(name string) bool {
	switch name {
	case "404.html", "_headers", "robots.txt", "sitemap.xml", "feed.xml", assets.ManifestName:
		return false
	}
	return true
}

func urgency(name string) int {
	switch path.Ext(name) {
	case ".css", ".js", ".wasm":
		return 0
	case ".html":
		return 1
	}
	if path.Base(name) == readingsFile {
		return 2
	}
	return 3
}
