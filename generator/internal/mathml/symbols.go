package mathml

import (
	"html"
	"strings"
	"sync"
	"unicode/utf8"
)

// A symbol is the sign of a command.
type symbol struct {
	text  string
	class byte // i for letters, o for operators, f for brackets that do not grow, L for large operators with limits
}

// symbols returns the commands of signs by name.
var symbols = sync.OnceValue(func() map[string]symbol {
	made := make(map[string]symbol)
	for _, group := range []struct {
		class byte
		list  string
	}{{'i', letterSigns}, {'o', operatorSigns}, {'f', fenceSigns}, {'L', largeSigns}, {'n', integralSigns}} {
		fields := strings.Fields(group.list)
		for i := 0; i+1 < len(fields); i += 2 {
			made[fields[i]] = symbol{fields[i+1], group.class}
		}
	}
	return made
})

// symbol returns the element of a sign by its class.
func (p *parser) symbol(s symbol) atom {
	text := html.EscapeString(s.text)
	switch s.class {
	case 'i':
		if p.variant != "" || !isItalicGreek(s.text) {
			return atom{html: upright(styled(s.text, p.variant))}
		}
		return atom{html: "<mi>" + text + "</mi>"}
	case 'f':
		return atom{html: fence(s.text)}
	case 'L':
		return atom{html: "<mo>" + text + "</mo>", kind: limits}
	}
	return atom{html: "<mo>" + text + "</mo>"}
}

// isItalicGreek reports whether TeX sets a sign in italics: the small Greek letters.
func isItalicGreek(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return 'α' <= r && r <= 'ω' || strings.ContainsRune("ϵϑϕϱςϖϰ", r)
}

// Names and signs in pairs, by what TeX's fonts (plain TeX, AMS) set them as. MathML Core has spaces and stretching
// for operators itself, by the sign.
const letterSigns = `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ
phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
infty ∞ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ beth ℶ wp ℘ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ angle ∠ triangle △
square □ blacksquare ■ Box □ top ⊤ bot ⊥ imath ı jmath ȷ prime ′ degree ° $ $ % % # # & & _ _ S § copyright © P ¶
dagger † ddagger ‡ diamond ⋄ Diamond ◇ checkmark ✓ eth ð star ⋆ bigstar ★ flat ♭ natural ♮ sharp ♯ clubsuit ♣
diamondsuit ♢ heartsuit ♡ spadesuit ♠ dots … ldots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ colon :
backslash \ complement ∁ LaTeX LaTeX TeX TeX pounds £ yen ¥ surd √ qed ∎`

const operatorSigns = `times × div ÷ cdot ⋅ pm ± mp ∓ ast ∗ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ wedge ∧ lor ∨ land ∧ lnot ¬ neg ¬ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿
le ≤ leq ≤ leqslant ⩽ leqq ≦ ge ≥ geq ≥ geqslant ⩾ geqq ≧ ne ≠ neq ≠ ll ≪ gg ≫ lt < gt > equiv ≡ sim ∼ simeq ≃
approx ≈ cong ≅ asymp ≍ doteq ≐ propto ∝ varpropto ∝ prec ≺ preceq ⪯ succ ≻ succeq ⪰ subset ⊂ subseteq ⊆ subsetneq ⊊
subseteqq ⫅ subsetneqq ⫋ supset ⊃ supseteq ⊇ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ ni ∋
owns ∋ notin ∉ mid ∣ nmid ∤ shortmid ∣ parallel ∥ nparallel ∦ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ forall ∀
exists ∃ nexists ∄ therefore ∴ because ∵ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒
Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩
uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀
leftharpoonup ↼ rightleftharpoons ⇌ rightsquigarrow ⇝ leadsto ⇝ nrightarrow ↛ nleftarrow ↚ bowtie ⋈ triangleleft ◁
triangleright ▷ trianglelefteq ⊴ unlhd ⊴ lhd ⊲ rhd ⊳ curvearrowright ↷ lesssim ≲ gtrsim ≳ ll ≪ nless ≮ ngtr ≯ nleq ≰
ngeq ≱ nsim ≁ ncong ≇ coloneqq ≔ coloneq ≔ eqcolon ≕ triangleq ≜ bigcirc ◯ boxplus ⊞ boxtimes ⊠ smile ⌣ frown ⌢
longequal ═ lessgtr ≶ xor ⊻ veebar ⊻ barwedge ⊼ ltimes ⋉ rtimes ⋊ dotplus ∔ intercal ⊺ multimap ⊸ vartriangleleft ⊲
thickapprox ≈ thicksim ∼ curlyvee ⋎ curlywedge ⋏ precsim ≾ succsim ≿ nprec ⊀ nsucc ⊁ circeq ≗ eqsim ≂ shortparallel ∥
hArr ⇔ rArr ⇒ lArr ⇐ rarr → larr ← centerdot ⋅ And &`

const fenceSigns = `{ { } } lbrace { rbrace } lbrack [ rbrack ] lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩
lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ | ‖ lgroup ⟮ rgroup ⟯ lparen ( rparen ) ulcorner ⌜ urcorner ⌝ llbracket ⟦
rrbracket ⟧`

const largeSigns = `sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
bigodot ⨀ biguplus ⨄`

const integralSigns = `int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯`

const functions = ` arg sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth ` +
	`log ln lg exp det dim ker hom deg gcd lcm max min sup inf lim limsup liminf Pr injlim projlim argmax argmin sgn `

const limitFunctions = ` max min sup inf lim limsup liminf det gcd lcm Pr argmax argmin `

// variants returns the variant of letters that a command chooses.
func variants(name string) (string, bool) {
	variant, ok := map[string]string{
		"mathrm": "normal", "mathup": "normal", "mathnormal": "normal", "mathit": "", "it": "",
		"mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "bold": "bold", "pmb": "bold", "bf": "bold", "symbf": "bold",
		"mathcal": "script", "mathscr": "script", "cal": "script", "mathbb": "double", "Bbb": "double",
		"mathfrak": "fraktur", "frak": "fraktur", "mathsf": "sans", "mathtt": "mono", "tt": "mono",
	}[name]
	return variant, ok
}

// accents returns the mark that a command puts above or below its argument.
func accents(name string) (mark string, isBelow, ok bool) {
	marks := map[string]string{
		"hat": "^", "widehat": "^", "check": "ˇ", "tilde": "~", "widetilde": "~", "bar": "¯", "overline": "‾", "vec": "→",
		"dot": "˙", "ddot": "¨", "acute": "´", "grave": "`", "breve": "˘", "mathring": "˚", "overrightarrow": "→",
		"overleftarrow": "←", "overleftrightarrow": "↔", "overbrace": "⏞", "underline": "_", "underbrace": "⏟",
		"underrightarrow": "→", "overparen": "⏜",
	}
	mark, ok = marks[name]
	return mark, strings.HasPrefix(name, "under"), ok
}

// spaces returns the width of a space.
func spaces(name string) (string, bool) {
	width, ok := map[string]string{
		",": "0.167em", "thinspace": "0.167em", ":": "0.222em", ">": "0.222em", "medspace": "0.222em", ";": "0.278em",
		"thickspace": "0.278em", "!": "-0.167em", " ": "0.333em", "enspace": "0.333em", "space": "0.333em", "\n": "0.333em",
		"nobreakspace": "0.333em", "quad": "1em", "qquad": "2em",
	}[name]
	return width, ok
}

// fenceSizes returns the size of the bracket behind \big and its like.
func fenceSizes(name string) (string, bool) {
	sizes := map[string]string{"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}
	size, ok := sizes[strings.TrimRight(name, "lrm")]
	return size, ok
}

// styled returns letters in a variant, for which Unicode has signs of their own.
func styled(text, variant string) string {
	if variant == "" || variant == "normal" {
		return text
	}
	return strings.Map(func(r rune) rune { return styledRune(r, variant) }, text)
}

// firstLetters are the places of A, a and 0 in Unicode's mathematical alphabets; 0 where there is none.
func firstLetters(variant string) (upper, lower, digit rune) {
	switch variant {
	case "bold":
		return 0x1d400, 0x1d41a, 0x1d7ce
	case "script":
		return 0x1d49c, 0x1d4b6, 0
	case "double":
		return 0x1d538, 0x1d552, 0x1d7d8
	case "fraktur":
		return 0x1d504, 0x1d51e, 0
	case "sans":
		return 0x1d5a0, 0x1d5ba, 0x1d7e2
	}
	return 0x1d670, 0x1d68a, 0x1d7f6
}

// styledRune returns a letter in a variant. Some letters of the alphabets had code points before the alphabets were
// added to Unicode; these are used, as the standard requires.
func styledRune(r rune, variant string) rune {
	const kept = "script:BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ double:CℂHℍNℕPℙQℚRℝZℤ fraktur:CℭHℌIℑRℜZℨ" // older than the alphabets
	if _, list, ok := strings.Cut(kept, variant+":"); ok {
		list, _, _ = strings.Cut(list, " ")
		if i := strings.IndexRune(list, r); i >= 0 && r < utf8.RuneSelf {
			own, _ := utf8.DecodeRuneInString(list[i+1:])
			return own
		}
	}
	upper, lower, digit := firstLetters(variant)
	switch {
	case 'A' <= r && r <= 'Z':
		return upper + r - 'A'
	case 'a' <= r && r <= 'z':
		return lower + r - 'a'
	case '0' <= r && r <= '9' && digit > 0:
		return digit + r - '0'
	case variant == "bold" && 'α' <= r && r <= 'ω':
		return 0x1d6c2 + r - 'α'
	case variant == "bold" && 'Α' <= r && r <= 'Ω':
		return 0x1d6a8 + r - 'Α'
	}
	return r
}
