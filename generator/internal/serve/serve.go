// Package serve shows a site while it is being written: it builds into memory, serves the result
// on this machine, and builds again when a file changes. A build with errors leaves the last good
// site in place and shows the errors over it.
package serve

import (
	"context"
	"crypto/rand"
	"net"
	"net/http"
	"sync"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/watch"
)

// Options say what to serve. Addr is host:port.
type Options struct {
	Addr  string
	Build build.Options
	// ThemeFolder returns the folder of the theme that is watched beside the content folder, by the name in site.yaml, which
	// is empty where that names none. It returns the empty string for a theme that is not on disk; nil is for such.
	ThemeFolder func(name string) string
	// Today returns the day for each build; nil keeps Build.Today.
	Today func() content.Date
	// Poll scans for changes instead of waiting for events, for folders whose system sends
	// none: those on network drives, or shared with a container.
	Poll bool
	// Lang is the language of the preview's own words: ja or en.
	Lang string
	// Localized returns a finding in that language; nil where that is Japanese.
	Localized func(diagnostic.Diagnostic) diagnostic.Diagnostic
	// Notice receives what differs from the options; it may be nil.
	Notice func(text diagnostic.Text)
	// Touched is called before each build but the first with what was touched, below the watched
	// folders as they were given; with nothing where that is not known. It may be nil.
	Touched func(paths []string)
	// Editor is the command that opens a file at a line, from FindEditor; empty for none.
	Editor []string
	// Listening is called once with the address that browsers open.
	Listening func(url string)
	// Network is called after it where other devices can reach the preview, with the addresses
	// that they open; it may be nil.
	Network func(urls []string)
	// Built is called after every build.
	Built func(build.Summary, diagnostic.List)
}

// A server holds the site in view.
type server struct {
	options Options
	host    string         // host:port that requests must name
	memory  publish.Memory // the site in view
	builder *build.Builder
	watcher *watch.Watcher
	theme   string                 // folder of the theme that is watched; empty for none
	today   content.Date           // of the last build
	script  func() ([]byte, error) // the preview's own
	name    string                 // of this run, different each time
	clicks  chan time.Time         // the last click on a button of the preview that nothing was opened for

	mu         sync.RWMutex
	index      func() (map[string][]byte, error) // makes the search index of the site in view; nil where it has none
	allowed    content.Allowed                   // to HTML in pages of the site in view
	moved      movedPages
	loads      loads
	found      diagnostic.List
	shown      *shownFindings // of found
	failed     bool           // the last build had errors
	complete   bool           // a build without errors has been in view; until then, what can be made is
	lastOpened time.Time      // when the editor was called last
	revision   int            // grows with every build that changed something
	changed    chan struct{}  // closed after the next build, then replaced
}

// Run serves until ctx is done.
func Run(ctx context.Context, o Options) error {
	listener, err := listen(o.Addr, o.notice)
	if err != nil {
		return err
	}
	s := newServer(o, browserHost(listener.Addr().String()))
	s.watch()
	defer func() { s.watcher.Close() }()
	defer s.keepSaving()()
	s.rebuild(ctx, build.Changes{All: true})
	s.followTheme(ctx)
	if o.Listening != nil {
		o.Listening(s.options.Build.BaseURL)
	}
	s.reportNetwork(listener.Addr())
	return s.loop(ctx, listener)
}

// watch begins to watch the content folder and that of the theme.
func (s *server) watch() {
	folders := []string{s.options.Build.Content}
	if s.options.ThemeFolder != nil {
		s.theme = s.options.ThemeFolder(s.builder.ThemeName())
	}
	if s.theme != "" {
		folders = append(folders, s.theme)
	}
	s.watcher = watch.New(watch.Options{Folders: folders, Poll: s.options.Poll, Notice: s.options.notice})
}

// followTheme watches the folder of another theme once site.yaml names one, and builds what changed before.
func (s *server) followTheme(ctx context.Context) {
	if s.options.ThemeFolder == nil || s.options.ThemeFolder(s.builder.ThemeName()) == s.theme {
		return
	}
	s.watcher.Close()
	s.watch()
	s.rebuild(ctx, build.Changes{All: true})
}

// newServer prepares a server that browsers reach under host, which has no site in view yet.
func newServer(o Options, host string) *server {
	o.Build.BaseURL, o.Build.Preview = "http://"+host+"/", true
	o.Build.Scripts = []string{o.scriptAddress()}
	return &server{options: o, host: host, builder: build.New(o.Build), script: bundleScript(), name: rand.Text(), changed: make(chan struct{}),
		shown: o.newShownFindings(nil), clicks: make(chan time.Time, 1)}
}

// browserHost returns the host at which a browser on this machine reaches a listener, which may listen on all addresses.
func browserHost(addr string) string {
	name, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(name); err == nil && ip.IsUnspecified() {
		return net.JoinHostPort("localhost", port)
	}
	return addr
}

// loop answers requests and builds after changes, until ctx is done.
func (s *server) loop(ctx context.Context, listener net.Listener) error {
	web := &http.Server{
		Handler: s.handler(ctx), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	clock := time.NewTicker(time.Second)
	defer clock.Stop()
	for {
		select {
		case <-clock.C:
			if s.options.Today != nil && s.options.Today() != s.today {
				s.rebuild(ctx, build.Changes{}) // a new day has begun
			}
		case c := <-s.watcher.Changes():
			if s.options.Touched != nil {
				s.options.Touched(c.Paths)
			}
			s.rebuild(ctx, s.changes(c))
			s.followTheme(ctx)
		case err := <-failed:
			return err
		case <-ctx.Done():
			return stop(web)
		}
	}
}

// stop shuts a web server down. Idle connections of browsers are closed after a moment.
func stop(web *http.Server) error {
	soon, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := web.Shutdown(soon); err != nil {
		return web.Close()
	}
	return nil
}

// rebuild builds the site after changes and, where that succeeds, puts it in view.
func (s *server) rebuild(ctx context.Context, changes build.Changes) {
	if s.options.Today != nil {
		s.today = s.options.Today()
		s.builder.SetToday(s.today)
	}
	s.builder.PublishPartly(!s.complete)
	summary, found := s.builder.Rebuild(ctx, &s.memory, changes)
	if ctx.Err() != nil {
		return
	}
	shown := s.options.newShownFindings(found)
	s.mu.Lock()
	s.found, s.shown, s.failed = found, shown, found.HasErrors()
	s.complete = s.complete || !s.failed
	isNew := summary.Site != nil // else what was in view stays
	if isNew {
		s.index = s.builder.SearchFiles()
		s.allowed = *summary.Site.Settings.InPolicy()
		s.moved.follow(summary.Site)
		s.loads = s.loads.with(&s.memory, summary.Changed)
	}
	if isNew && summary.Written+summary.Removed > 0 {
		s.revision++
	}
	close(s.changed)
	s.changed = make(chan struct{})
	s.mu.Unlock()
	if s.options.Built != nil {
		s.options.Built(summary, found)
	}
}
