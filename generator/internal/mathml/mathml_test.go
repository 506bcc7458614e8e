package mathml_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"shirube/generator/internal/mathml"
)

func TestFormulas(t *testing.T) {
	for source, want := range map[string]string{
		`x`:                            `<mi>x</mi>`,
		`x_1^2`:                        `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`,
		`f'(x)`:                        `<msup><mi>f</mi><mo>′</mo></msup><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>`,
		`3.14-a`:                       `<mn>3.14</mn><mo>−</mo><mi>a</mi>`,
		`\frac12`:                      `<mfrac><mn>1</mn><mn>2</mn></mfrac>`,
		`\sqrt[3]{x+1}`:                `<mroot><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot>`,
		`\sin x`:                       `<mi>sin</mi><mspace width="0.167em"></mspace><mi>x</mi>`,
		`O(\log n)`:                    `<mi>O</mi><mo stretchy="false">(</mo><mi>log</mi><mspace width="0.167em"></mspace><mi>n</mi><mo stretchy="false">)</mo>`,
		`\alpha\le\infty`:              `<mi>α</mi><mo>≤</mo><mi mathvariant="normal">∞</mi>`,
		`a < b & c`:                    ``,
		`\mathbf{v}\in\mathbb R`:       `<mi>𝐯</mi><mo>∈</mo><mi>ℝ</mi>`,
		`\mathrm{d}x\;\mathrm{lcm}`:    `<mi mathvariant="normal">d</mi><mi>x</mi><mspace width="0.278em"></mspace><mi>lcm</mi>`,
		`\left(a\middle|b\right.`:      `<mrow><mo>(</mo><mi>a</mi><mo>|</mo><mi>b</mi><mo></mo></mrow>`,
		`\text{もし $x$ なら}`:             `<mrow><mtext>もし` + "\u00a0" + `</mtext><mi>x</mi><mtext>` + "\u00a0" + `なら</mtext></mrow>`,
		`速さ = 5`:                       `<mtext>速さ</mtext><mo>=</mo><mn>5</mn>`,
		`\not=`:                        "<mo>=\u0338</mo>",
		`a \equiv b \pmod{n} % remark`: `<mi>a</mi><mo>≡</mo><mi>b</mi><mspace width="1em"></mspace><mo stretchy="false">(</mo><mi>mod</mi><mspace width="0.167em"></mspace><mspace width="0.167em"></mspace><mi>n</mi><mo stretchy="false">)</mo>`,
		`\hat x\overbrace{ab}^2`:       `<mover accent="true"><mi>x</mi><mo stretchy="false">^</mo></mover><mover><mrow><mover accent="true"><mrow><mi>a</mi><mi>b</mi></mrow><mo stretchy="true">⏞</mo></mover></mrow><mn>2</mn></mover>`,
		`\begin{pmatrix}1&0\\0&1\\\end{pmatrix}`: `<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr>` +
			`<mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>)</mo></mrow>`,
		`\begin{cases}a&b\end{cases}`:      `<mrow><mo>{</mo><mtable><mtr><mtd class="left"><mi>a</mi></mtd><mtd class="left"><mi>b</mi></mtd></mtr></mtable></mrow>`,
		`\displaystyle\sum_{i=1} x`:        `<mstyle displaystyle="true" scriptlevel="0"><munder><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow></munder><mi>x</mi></mstyle>`,
		`{\color{red}x}\label{a}\tag{1}`:   `<mi>x</mi><mspace width="2em"></mspace><mtext>(1)</mtext>`,
		`\big(x\big)`:                      `<mo minsize="1.2em" maxsize="1.2em">(</mo><mi>x</mi><mo minsize="1.2em" maxsize="1.2em">)</mo>`,
		`{a \over b}`:                      `<mrow><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow>`,
		`a \\ b`:                           `<mtable><mtr><mtd class="right"><mi>a</mi></mtd></mtr><mtr><mtd class="right"><mi>b</mi></mtd></mtr></mtable>`,
		`\newcommand{\a}{b}`:               ``,
		`\frac{1`:                          ``,
		`x^2^3`:                            ``,
		`x_`:                               ``,
		`\left(x`:                          ``,
		`\begin{tabular}a\end{tabular}`:    ``,
		`}`:                                ``,
		`a $ b`:                            ``,
		strings.Repeat(`\sqrt{`, 100):      ``,
		strings.Repeat(`\frac`, 1000):      ``,
		strings.Repeat("{", 1000) + `\not`: ``,
	} {
		got, err := mathml.FromTeX(source, strings.Contains(source, `\displaystyle`))
		if want == "" {
			if err == nil {
				t.Errorf("%.40s: accepted as %s", source, got)
			}
			continue
		}
		got = strings.TrimSuffix(got[max(strings.Index(got, ">")+1, 0):], "</math>")
		if err != nil || got != want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", source, err, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	element, _ := mathml.FromTeX(`O(n^2)-\alpha`, false)
	if got := mathml.PlainText(element); got != "O(n2)-α" {
		t.Errorf("plain text %q", got)
	}
}

// Whatever is between dollar signs, the element is well-formed and nothing in it is HTML of the source.
func FuzzFromTeX(f *testing.F) {
	for _, seed := range []string{`\frac{a}{b}`, `\begin{align}a&=b\\&\tag{<b>}\end{align}`, `\text{<i>$x$}`, `\not\left<x\right>`, `\operatorname*{a}_b`, `x''^{'}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		element, err := mathml.FromTeX(source, true)
		if err != nil {
			return
		}
		decoder := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(element, "")))
		decoder.Entity = xml.HTMLEntity
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if start, ok := token.(xml.StartElement); ok && !strings.HasPrefix(start.Name.Local, "m") {
				t.Fatalf("%q makes <%s>", source, start.Name.Local)
			}
			if err != nil && !strings.Contains(err.Error(), "illegal character") {
				t.Fatalf("%q: %v in %s", source, err, element)
			}
			if err != nil {
				return
			}
		}
	})
}
