package markdown_test

import (
	"testing"

	"shirube/generator/internal/markdown"
)

// A line end in Japanese must not leave a gap in the sentence, and one in English must not join
// words.
func TestLineEndsInTheSource(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"between Japanese letters", "家で\n訓練する", "<p>家で訓練する</p>\n"},
		{"behind a Japanese comma", "そして、\n家で", "<p>そして、家で</p>\n"},
		{"around emphasis", "**家で**\n*訓練*\nする", "<p><strong>家で</strong><em>訓練</em>する</p>\n"},
		{"around a link", "[案内](#a)\nを見る", `<p><a href="#a">案内</a>を見る</p>` + "\n"},
		{"with a space before it", "家で \n訓練", "<p>家で訓練</p>\n"},
		{"between English words", "at home\nwith *care*\n*now*", "<p>at home\nwith <em>care</em>\n<em>now</em></p>\n"},
		{"between English marks", "a,\n(b)", "<p>a,\n(b)</p>\n"},
		{"between Japanese and digits", "費用は\n9,300円", "<p>費用は9,300円</p>\n"},
		{"behind a Japanese mark", "決まります。\nGoで書く", "<p>決まります。Goで書く</p>\n"},
		{"between Latin and Japanese letters", "the card\n受給者証", "<p>the card\n受給者証</p>\n"},
		{"between Korean words", "한국어\n문장", "<p>한국어\n문장</p>\n"},
		{"a blank to write into", "費用（　　円、　日）&amp;　　", `<p>費用（<span class="blank">　　</span>円、　日）&amp;<span class="blank">　　</span></p>` + "\n"},
		{"hard, between Japanese letters", "家で  \n訓練", "<p>家で<br>\n訓練</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := markdown.New(markdown.Options{}).Parse(page(c.text), words())
			if got := string(doc.Append(nil, asWritten{doc})); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
