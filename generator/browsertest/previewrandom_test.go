package browsertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// blocks returns pieces of Markdown of many kinds, each different.
func blockOf(r *rand.Rand, n int) string {
	return []string{
		fmt.Sprintf("段落%dの文です。**強い**文と[道](day.md)。", n),
		fmt.Sprintf("## 見出し%d", n),
		fmt.Sprintf("### 小さな見出し%d", n),
		fmt.Sprintf("- 一つ%d\n- 二つ\n  - 中%d\n- 三つ", n, n),
		fmt.Sprintf("1. 手順%d\n2. 次", n),
		fmt.Sprintf("| 名 | 値 |\n|---|---|\n| あ | %d |\n| い | %d |", n, n+1),
		fmt.Sprintf(":::note\n知らせ%d。\n\n続き。\n:::", n),
		fmt.Sprintf(":::details 開く%d\n中の文。\n:::", n),
		fmt.Sprintf("> 引用%d", n),
		"同じ段落です。",
		"---",
		fmt.Sprintf("```go\nfunc f%d() {}\n```", n),
	}[r.IntN(12)]
}

// edited returns blocks after an edit such as editors make: one changed, added, gone or moved.
func edited(r *rand.Rand, blocks []string, n int) []string {
	at := r.IntN(len(blocks))
	switch r.IntN(6) {
	case 0, 1:
		return slices.Concat(blocks[:at], []string{blockOf(r, n)}, blocks[at+1:])
	case 2:
		return slices.Concat(blocks[:at], []string{blockOf(r, n), blockOf(r, n+1)}, blocks[at:])
	case 3:
		return slices.Concat(blocks[:at], blocks[min(at+1+r.IntN(3), len(blocks)-1):])
	case 4:
		moved := slices.Concat(blocks[:at], blocks[at+1:])
		return slices.Insert(moved, r.IntN(len(moved)+1), blocks[at])
	}
	changed := slices.Clone(blocks)
	changed[at] += fmt.Sprintf("\n文%d", n)
	return changed
}

// asLoaded compares the body of the page in view with what the server sends now, but for what scripts
// add: buttons, and readings when they are turned on. It returns the first difference.
const asLoaded = `fetch(location.pathname).then(answer => answer.text()).then(text => {
	const plain = page => {
		const body = page.querySelector("main").cloneNode(true);
		body.querySelectorAll(".code > button, rt").forEach(added => added.remove());
		body.querySelectorAll("ruby").forEach(ruby => ruby.replaceWith(...ruby.childNodes));
		body.querySelectorAll("span:not([class], [lang], [id])").forEach(row => row.replaceWith(...row.childNodes));
		body.querySelectorAll("details").forEach(details => details.removeAttribute("open"));
		body.querySelectorAll(".contents a").forEach(link => link.removeAttribute("aria-current"));
		body.normalize();
		return body.innerHTML.replace(/\s+/g, " ");
	};
	const [shown, sent] = [plain(document), plain(new DOMParser().parseFromString(text, "text/html"))];
	let at = 0;
	while (at < sent.length && shown[at] === sent[at]) at++;
	return shown === sent ? "" : shown.slice(Math.max(at - 60, 0), at + 200) + "\n\ninstead of\n\n" + sent.slice(Math.max(at - 60, 0), at + 200);
})`

// Whatever is edited, in whatever order, the page in view is the one that loading it would give.
func TestAnyEditGivesThePageThatLoadingGives(t *testing.T) {
	t.Parallel()
	for _, furigana := range []string{"off", "on"} {
		t.Run("furigana "+furigana, func(t *testing.T) {
			p := preparePreview(t, map[string]string{"site.yaml": "title: 試し\nfurigana: true\n", "index.md": "# 始め\n", "day.md": "# 一日\n"}).start(nil)
			tab := p.open("/day/")
			tab.stay()
			evaluate[any](tab, `document.documentElement.dataset.furigana = "`+furigana+`"; 0`)
			r := rand.New(rand.NewPCG(1, 2))
			blocks := []string{"始めの段落です。"}
			for n := range 60 {
				blocks = edited(r, append(blocks, blockOf(r, 1000+n)), 2*n)
				mark := fmt.Sprintf("印%d。", n)
				p.saveAs("day.md", "# 一日\n\n"+strings.Join(blocks, "\n\n")+"\n\n"+mark+"\n")
				tab.await(`document.querySelector("main").textContent.replaceAll("いん", "").replaceAll("しるし", "").includes("` + mark + `")`)
				if difference := evaluate[string](tab, asLoaded); difference != "" {
					t.Fatalf("after %d edits the page in view is\n\n%s", n+1, difference)
				}
			}
			tab.checkStayed()
			tab.checkQuiet()
		})
	}
}
