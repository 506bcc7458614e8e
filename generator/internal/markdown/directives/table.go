package directives

// table shows a table of a .calc file.
func table() *Directive {
	return &Directive{
		Name: "table", IsLeaf: true, Label: RequiredLabel,
		Doc:  Doc{"表", "計算のファイルにある表を、そのまま出します。名前は、表の名前です。", "::table[負担上限月額]"},
		Open: embedLabel(TableEmbed),
	}
}
