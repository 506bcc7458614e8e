package directives

import "slices"

// Builtin returns the blocks that every site has, in the order of the handbook.
func Builtin() []*Directive {
	return slices.Concat(
		asides(),
		[]*Directive{voice(), details(), printSheet(), steps(), timeline(), compare(), faq(), cards(), badGood(), tabs(),
			table(), calculatorForm(), questions(), include(), outsideEmbed()},
	)
}

// A Set is the blocks of a site. It is safe for concurrent use.
type Set struct {
	blocks []*Directive
	byName map[string]*Directive
}

// NewSet returns a set of blocks. Of two with one name the later one takes precedence.
func NewSet(blocks ...*Directive) *Set {
	s := &Set{blocks: blocks, byName: make(map[string]*Directive)}
	for _, d := range blocks {
		s.byName[d.Name] = d
	}
	return s
}

// Get returns the leaf or container of a name; nil where there is none.
func (s *Set) Get(name string, isLeaf bool) *Directive {
	if d := s.byName[name]; d != nil && d.IsLeaf == isLeaf {
		return d
	}
	return nil
}

// Names returns the names of the leaves, or of the containers.
func (s *Set) Names(leaves bool) []string {
	var names []string
	for _, d := range s.blocks {
		if d.IsLeaf == leaves {
			names = append(names, d.Name)
		}
	}
	return names
}

// Unknown returns a container of an unknown name, whose contents a lenient site shows.
func Unknown(name string) *Directive {
	return &Directive{
		Name: name,
		Open: func(n *Node, w Writer) {
			w.HTML(`<div class="block">` + "\n")
			writeTitle(n, n.Label, w)
		},
		Close: func(_ *Node, w Writer) { w.HTML("</div>\n") },
	}
}
