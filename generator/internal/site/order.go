package site

import (
	"cmp"
	"path"
	"strings"

	"shirube/generator/internal/content"
)

// applyNav takes the order and the short titles of pages from lists of contents that other generators read. The list's
// title is that of a page that has none of its own.
func (l *linker) applyNav() {
	for i, entry := range l.in.Nav {
		p := l.navPage(entry.Path)
		if p == nil || p.node == nil {
			continue
		}
		for n := p.node; n != nil; n = n.parent {
			if n.listed == 0 {
				n.listed = i + 1
			}
		}
		if entry.Title == "" || p.Generated {
			continue
		}
		p.listTitle = entry.Title
		if p.Summary.OwnTitle() == "" && p.Path != content.SettingsPath {
			p.Title = entry.Title
		}
	}
}

// navPage finds the page of an entry; mkdocs.yml names pages from the folder docs.
func (l *linker) navPage(name string) *Page {
	for _, candidate := range []string{name, path.Join("docs", name), name + ".md", path.Join(name, "README.md")} {
		if p := l.byPath[candidate]; p != nil {
			return p
		}
	}
	return l.byURL[strings.TrimSuffix(path.Join("/", name), "/")+"/"]
}

// rank returns the key by which the nodes of a folder are sorted: their place in a list of contents, then their order.
func (n *node) rank() float64 {
	if n.listed > 0 {
		return float64(n.listed) - 1<<30
	}
	if o := n.in("").Summary.Front.Order; o != 0 {
		return o
	}
	if isOfProject(n.key) {
		return 1<<30 + 1
	}
	return 1 << 30
}

// byName compares two nodes by path. Posts with a day in their names begin with the newest.
func byName(a, b *node) int {
	dayA, _ := content.SplitDate(path.Base(a.key))
	dayB, _ := content.SplitDate(path.Base(b.key))
	if !dayA.IsZero() && !dayB.IsZero() {
		return strings.Compare(b.key, a.key)
	}
	return cmp.Or(natural(path.Base(a.key), path.Base(b.key)), strings.Compare(a.key, b.key))
}

// natural compares two names, numbers in them by what they are: part-2 comes before part-10.
func natural(a, b string) int {
	for a != "" && b != "" {
		numberA, numberB := leadingDigits(a), leadingDigits(b)
		if numberA != "" && numberB != "" {
			a, b = a[len(numberA):], b[len(numberB):]
			numberA, numberB = strings.TrimLeft(numberA, "0"), strings.TrimLeft(numberB, "0")
			if c := cmp.Or(cmp.Compare(len(numberA), len(numberB)), strings.Compare(numberA, numberB)); c != 0 {
				return c
			}
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func leadingDigits(name string) string {
	return name[:len(name)-len(strings.TrimLeft(name, "0123456789"))]
}
