package markdown_test

import (
	"strings"
	"testing"
)

// Formulas are written where dollar signs mean them, and not in prices, programs and code.
func TestFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"関数$f(x)$は$2^n$です。":                   `<p>関数<math><mi>f</mi>…</math>は<math>…</math>です。</p>`,
		"$n$と$$x_1$$です":                       `<math><mi>n</mi></math>と<math display="block"><msub>…</math>です`,
		"前\n$$\na\n+b\n$$\n後":                 `<p>前</p>…<div class="math" tabindex="0"><math display="block"><mi>a</mi><mo>+</mo><mi>b</mi></math></div>…<p>後</p>`,
		"$$ a $$\n\n後":                        `<div class="math" tabindex="0"><math display="block"><mi>a</mi></math></div>…<p>後</p>`,
		"- 一\n\n  $$\n  a\n  $$\n- 二":         `<li>…<div class="math"…<li>`,
		"```math\nx\n```":                     `<div class="math" tabindex="0"><math display="block"><mi>x</mi></math></div>`,
		"式 $`x_1`$ です":                        `<math><msub>`,
		"$a_1 b_2$ と *強調*":                    `<math><msub>…</math> と <em>`,
		"費用は$5、または$6です":                       `$5、または$6です`,
		"平面は $ax+by+cz=k$ です":                 `<p>平面は <math>`,
		"$5+ is by my US$, $10 = ab to US$":   `$5+ is by my US$, $10 = ab to US$`,
		"It costs $5, paid in US$.":           `$5, paid in US$.`,
		"US$5 and US$10":                      `US$5 and US$10`,
		"`$x$` と \\$y$ と $HOME and $PATH":     `<code>$x$</code> と $y$ と $HOME and $PATH`,
		"$ x $、$$、$":                          `<p>$ x $、$$、$</p>`,
		"$$\n閉じない\n\n次":                       `<p>$$…閉じない</p>`,
		"文\n\n## 方法は $O(n)$\n":                `<h2 id="方法は-on">方法は <math>`,
		"| a |\n|---|\n| $x$ |":               `<td><math><mi>x</mi></math></td>`,
		"$5/month (US$) と $1,000 from $2,000": `$5/month (US$) と $1,000 from $2,000`,
	} {
		body, found := bodyOf("a.md", text)
		if !holds(body, want) || len(found) > 0 {
			t.Errorf("%q: %q\n%s", text, found, body)
		}
	}
}

// holds reports whether the parts of want, between …, are in a text in their order.
func holds(text, want string) bool {
	for part := range strings.SplitSeq(want, "…") {
		_, behind, ok := strings.Cut(text, part)
		if !ok {
			return false
		}
		text = behind
	}
	return true
}

// A formula that is not understood is shown as it is, and reported once a page.
func TestUnknownTeXIsReported(t *testing.T) {
	body, found := bodyOf("a.md", "前 $\\foo{x}$ と $\\bar$\n\n$$\n\\def\\x{y}\n$$\n")
	if !holds(body, `<code>\foo{x}</code>…<code>\bar</code>…<pre…\def\x{y}`) || len(found) != 1 || found[0] != "1:3 math-unknown" {
		t.Errorf("%q\n%s", found, body)
	}
}
