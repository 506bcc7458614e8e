package directives

// include includes another file. Package markdown replaces the line by the file's lines before it parses the page; a
// block of this name is left only where no line can be replaced.
func include() *Directive {
	return &Directive{
		Name: "include", IsLeaf: true, Label: RequiredLabel, Options: []Option{{Name: "lines"}, {Name: "lang"}},
		Transform: func(n *Node, c Context) {
			c.ReportContent(n, "::include は、引用（>）の中では使えません。", "引用の外に出すか、取り込むファイルの中で > を付けてください。")
		},
	}
}
