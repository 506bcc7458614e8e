package content

import (
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// SplitDate splits the day off a file name that begins with one, as that of a post does: 2024-01-02-title.md. The day
// is zero where there is none.
func SplitDate(name string) (Date, string) {
	const size = len(time.DateOnly)
	if len(name) <= size+1 || name[size] != '-' {
		return Date{}, name
	}
	day, err := time.Parse(time.DateOnly, name[:size])
	if err != nil {
		return Date{}, name
	}
	return DateOf(day), name[size+1:]
}

// postDate takes the day of publication from the file name where the page does not say it. A post of Jekyll is also
// found at the address that it has there.
func (f *Front) postDate(file string) {
	day, name := SplitDate(path.Base(file))
	if day.IsZero() {
		return
	}
	if f.Date.IsZero() {
		f.Date = day
	}
	if strings.HasPrefix(file, "_posts/") && len(f.Aliases) == 0 {
		address := "/" + strings.ReplaceAll(day.String(), "-", "/") + "/" + strings.TrimSuffix(name, path.Ext(name)) + ".html"
		f.Aliases = append(f.Aliases, Text{address, diagnostic.InFile(file)})
	}
}

// jekyllFolders returns the folders whose names begin with an underscore and that Jekyll publishes: _posts, and the
// collections that _config.yml says are put out.
func (s *scanner) jekyllFolders() map[string]bool {
	folders := map[string]bool{"_posts": true}
	text, err := s.root.ReadFile("_config.yml")
	var config struct {
		Collections map[string]struct{ Output bool }
	}
	if err != nil || yaml.Unmarshal(text, &config) != nil {
		return folders
	}
	for name, c := range config.Collections {
		if c.Output {
			folders["_"+name] = true
		}
	}
	return folders
}
