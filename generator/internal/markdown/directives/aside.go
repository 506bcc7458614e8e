package directives

import "cmp"

// asides returns note and warning, and the same blocks by the names of other generators and GitHub.
func asides() []*Directive {
	note, warning := aside("note", "note"), aside("warning", "warning")
	note.Doc = Doc{"補足", "知っていると役に立つことを書きます。題を省くと「補足」と出ます。:::tip と :::info も、同じ見た目で使えます。",
		":::note[雨の日]\n傘は、入口に置けます。\n:::"}
	warning.Doc = Doc{"気をつけること", "知らないと困ることだけに使います。多いと、どれも読まれなくなります。:::important、:::caution、:::danger も、同じ見た目で使えます。",
		":::warning[雨の日は気をつけてください]\n入口の石は、ぬれるとすべります。\n:::"}
	return []*Directive{
		note, warning, aside("tip", "note"), aside("info", "note"),
		aside("important", "warning"), aside("caution", "warning"), aside("danger", "warning"),
	}
}

// OtherAsides maps the names of python-markdown, Obsidian and the like to those of asides.
func OtherAsides() map[string]string {
	return map[string]string{
		"abstract": "note", "summary": "note", "tldr": "note", "todo": "note", "hint": "tip", "seealso": "info", "success": "tip", "check": "tip",
		"done": "tip", "question": "note", "help": "note", "faq": "note", "example": "note", "quote": "note", "cite": "note",
		"attention": "warning", "failure": "danger", "fail": "danger", "missing": "danger", "error": "danger", "bug": "danger",
	}
}

// aside returns a block that is labelled by its title and styled by class.
func aside(name, class string) *Directive {
	return &Directive{
		Name: name,
		Open: func(n *Node, w Writer) {
			id := w.ID(class + "-")
			w.HTML(`<aside class="` + class + `" aria-labelledby="` + id + `"><p class="block-title" id="` + id + `">`)
			w.Label(n, cmp.Or(n.Label, w.Words().Titles[name], w.Words().Titles[class]))
			w.HTML("</p>\n")
		},
		Close: func(_ *Node, w Writer) { w.HTML("</aside>\n") },
	}
}
