package directives

// questions lists what the reader could not answer in calculators.
func questions() *Directive {
	return &Directive{
		Name: "questions", IsLeaf: true,
		Doc:  Doc{"聞くことの一覧", "計算機で答えられなかった質問を、読む人の端末で並べます。名前は付けません。", "::questions"},
		Open: func(n *Node, w Writer) { w.Embed(n, Embed{Kind: QuestionsEmbed, Name: n.Label}) },
	}
}
