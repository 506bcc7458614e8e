package directives

import (
	"net/url"
	"strings"
)

// outsideEmbed shows something of another site that site.yaml allows, once the reader has pressed its button.
func outsideEmbed() *Directive {
	return &Directive{
		Name: "embed", IsLeaf: true, Label: RequiredLabel,
		Options: []Option{
			{Name: "src", Required: `{src="…"} に、アドレスの続きを書いてください。`},
			{Name: "title", Required: `{title="…"} に、何が出るかを書いてください。例: {title="市役所までの地図"}`},
		},
		Open: openEmbed,
	}
}

// openEmbed writes a link to the outside and, for scripts, the address of the frame that its button opens.
func openEmbed(n *Node, w Writer) {
	allowed, ok := w.Embeddable(n.Label)
	if !ok {
		w.Report(n, "embed-unknown", "「"+n.Label+"」という埋め込みは、site.yaml にありません。", "site.yaml の embeds に、名前と、埋め込んでよいアドレスを書いてください。")
		return
	}
	address := allowed.Prefix + n.Values["src"].Text
	at, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(at.String(), allowed.Prefix) || strings.Contains(at.Path, "..") {
		w.Report(n, "embed-address", "「"+n.Values["src"].Text+"」は、"+allowed.Prefix+" の続きとして使えません。", "空白や .. を除いて書いてください。")
		return
	}
	title := n.Values["title"].Text
	w.HTML(`<figure class="embed" data-embed="`)
	w.Text(address)
	w.HTML(`" data-title="`)
	w.Text(title)
	w.HTML(`"><figcaption><a`)
	w.Address(n, address)
	w.HTML(">")
	w.Text(title)
	w.HTML(`</a></figcaption><p>`)
	w.Text(strings.ReplaceAll(w.Words().Embed, "%s", at.Host))
	w.HTML(`</p><p class="needs-script"><button class="quiet-button" type="button">`)
	w.Text(w.Words().Load)
	w.HTML("</button></p></figure>\n")
}
