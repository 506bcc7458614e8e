package render

import (
	"html"
	"html/template"
	"sync"
	"text/template/parse"
)

// A localTheme is a theme in one voice: its interface strings, and its templates in which {{.T "key"}} is replaced
// by the text. Templates run for each page, and a call of T is among the slowest things they do. Calls with arguments, and
// of strings that are in another language, stay.
type localTheme struct {
	Localizer
	templates *template.Template
	values    *valueWriter
}

// in returns the theme with the strings of a voice, which it prepares once.
func (t *Theme) in(voice string) *localTheme {
	known, ok := t.voices.Load(voice)
	if !ok {
		known, _ = t.voices.LoadOrStore(voice, sync.OnceValue(func() *localTheme { return t.localize(voice) }))
	}
	return known.(func() *localTheme)()
}

func (t *Theme) localize(voice string) *localTheme {
	v := &localTheme{Localizer: t.localizer(voice)}
	v.values = v.newValueWriter(voice)
	clone, err := t.templates.Clone()
	if err != nil {
		// Clone fails only for templates that have run, and a theme's own set never does.
		panic(err)
	}
	for _, t := range clone.Templates() {
		if t.Tree != nil {
			v.writeOut(t.Tree.Root)
		}
	}
	v.templates = clone
	return v
}

// layout returns the template that writes a layout.
func (v *localTheme) layout(name string) *template.Template {
	for _, file := range []string{name + ".html", ownLayouts + name + ".html"} {
		if t := v.templates.Lookup(file); t != nil {
			return t
		}
	}
	return v.templates.Lookup("page.html")
}

// writeOut replaces calls of T without arguments below a list by their texts.
func (v *localTheme) writeOut(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if text, ok := v.plainString(n.Pipe); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(html.EscapeString(text))}
			}
		case *parse.IfNode:
			v.writeOut(n.List)
			v.writeOut(n.ElseList)
		case *parse.WithNode:
			v.writeOut(n.List)
			v.writeOut(n.ElseList)
		case *parse.RangeNode:
			v.writeOut(n.List)
			v.writeOut(n.ElseList)
		}
	}
}

// plainString returns the string that a pipeline of the form .T "key" or $.T "key" evaluates to.
func (v *localTheme) plainString(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	var name []string
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.FieldNode:
		name = n.Ident
	case *parse.VariableNode:
		name = n.Ident
	}
	key, ok := p.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || len(name) == 0 || name[len(name)-1] != "T" || len(name) == 2 && name[0] != "$" || len(name) > 2 {
		return "", false
	}
	text, known := v.strings[key.Text]
	return text, known && v.fallbacks[key.Text] == "" // html/template knows where a lang attribute may be
}
