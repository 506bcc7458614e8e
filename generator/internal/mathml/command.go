package mathml

import (
	"html"
	"strings"
)

// command reads the arguments of a command and returns its atom.
func (p *parser) command(token string) atom {
	name := token[1:]
	if s, ok := symbols()[name]; ok {
		return p.symbol(s)
	}
	if strings.Contains(functions, " "+name+" ") {
		k := function
		if strings.Contains(limitFunctions, " "+name+" ") {
			k = limits
		}
		return atom{html: "<mi>" + strings.NewReplacer("limsup", "lim sup", "liminf", "lim inf").Replace(name) + "</mi>", kind: k}
	}
	if v, ok := variants(name); ok {
		return p.inVariant(v, ordinary)
	}
	if mark, isBelow, ok := accents(name); ok {
		return p.accent(name, mark, isBelow)
	}
	if width, ok := spaces(name); ok {
		return atom{html: `<mspace width="` + width + `"></mspace>`}
	}
	return p.structure(name)
}

// structure reads commands that put their arguments together.
func (p *parser) structure(name string) atom {
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		return atom{html: inStyle(name, "<mfrac>"+p.group()+p.group()+"</mfrac>")}
	case "binom", "dbinom", "tbinom":
		return atom{html: inStyle(name, `<mrow><mo>(</mo><mfrac linethickness="0">`+p.group()+p.group()+"</mfrac><mo>)</mo></mrow>")}
	case "sqrt":
		if degree, ok := p.optional(); ok {
			return atom{html: "<mroot>" + p.group() + degree + "</mroot>"}
		}
		return atom{html: "<msqrt>" + p.group() + "</msqrt>"}
	case "left":
		return p.delimited()
	case "begin":
		return atom{html: p.environment()}
	case "overset", "stackrel":
		above := p.group()
		return atom{html: "<mover>" + p.group() + above + "</mover>"}
	case "underset":
		below := p.group()
		return atom{html: "<munder>" + p.group() + below + "</munder>"}
	case "xrightarrow", "xleftarrow":
		return p.longArrow(map[string]string{"xrightarrow": "→", "xleftarrow": "←"}[name])
	case "substack":
		p.take("{")
		return atom{html: p.table("}", "")}
	case "phantom", "hphantom", "vphantom":
		return atom{html: "<mphantom>" + p.group() + "</mphantom>"}
	}
	return p.textual(name)
}

// textual reads commands with words for arguments.
func (p *parser) textual(name string) atom {
	switch name {
	case "text", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "mbox", "hbox":
		return atom{html: p.text()}
	case "operatorname", "mathop":
		k := function
		if p.take("*") || name == "mathop" {
			k = limits
		}
		return p.inVariant("normal", k)
	case "pmod":
		return atom{html: `<mspace width="1em"></mspace>` + fence("(") + "<mi>mod</mi>" + thinSpace + thinSpace + p.group() + fence(")")}
	case "pod":
		return atom{html: `<mspace width="1em"></mspace>` + fence("(") + p.group() + fence(")")}
	case "bmod", "mod":
		return atom{html: `<mo lspace="0.222em" rspace="0.222em">mod</mo>`}
	case "not":
		return atom{html: p.negated()}
	case "tag":
		return atom{html: `<mspace width="2em"></mspace><mtext>(` + html.EscapeString(p.word()) + ")</mtext>"}
	case "mathrel", "mathbin", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner", "boxed", "mathstrut", "smash":
		return atom{html: p.group()}
	}
	return p.withoutEffect(name)
}

// withoutEffect reads commands that say nothing about the formula itself: colours, labels, numbers of lines.
func (p *parser) withoutEffect(name string) atom {
	switch name {
	case "color", "label", "hspace", "vspace", "kern", "rule", "cline":
		p.word()
	case "textcolor", "colorbox":
		p.word()
		return atom{html: p.group()}
	case "nonumber", "notag", "hline", "allowbreak", "relax", "/", "rm", "strut", "hfill", "normalsize", "large", "Large":
	default:
		if size, ok := fenceSizes(name); ok {
			return atom{html: `<mo minsize="` + size + `" maxsize="` + size + `">` + p.fenceMark() + "</mo>"}
		}
		p.fail(`「\` + name + `」が分かりません`)
	}
	return atom{}
}

// inStyle returns a fraction in the style that its name says.
func inStyle(name, fraction string) string {
	switch name[0] {
	case 'd', 'c':
		return `<mstyle displaystyle="true" scriptlevel="0">` + fraction + "</mstyle>"
	case 't':
		return `<mstyle displaystyle="false" scriptlevel="0">` + fraction + "</mstyle>"
	}
	return fraction
}

// inVariant reads an argument whose letters have a variant.
func (p *parser) inVariant(v string, k kind) atom {
	outer := p.variant
	p.variant = v
	a := atom{html: p.group(), kind: k}
	p.variant = outer
	return a
}

// accent reads what a mark is above or below.
func (p *parser) accent(name, mark string, isBelow bool) atom {
	element, stretch := "mover", ` stretchy="false"`
	if isBelow {
		element = "munder"
	}
	k := ordinary
	if strings.HasPrefix(name, "over") || strings.HasPrefix(name, "under") || strings.HasPrefix(name, "wide") {
		stretch = ` stretchy="true"`
	}
	if strings.HasSuffix(name, "brace") {
		k = stacked
	}
	return atom{"<" + element + ` accent="true">` + p.group() + "<mo" + stretch + ">" + mark + "</mo></" + element + ">", k}
}

// longArrow reads the words above an arrow, and in square brackets those below it.
func (p *parser) longArrow(arrow string) atom {
	below, hasBelow := p.optional()
	above := p.group()
	if hasBelow {
		return atom{html: `<munderover><mo stretchy="true">` + arrow + "</mo>" + below + above + "</munderover>"}
	}
	return atom{html: `<mover><mo stretchy="true">` + arrow + "</mo>" + above + "</mover>"}
}

// negated reads the relation behind \not.
func (p *parser) negated() string {
	a := p.atom()
	// A combining stroke goes through the sign: MathML has no element for it.
	if end := strings.LastIndex(a.html, "</"); end > 0 {
		return a.html[:end] + "\u0338" + a.html[end:]
	}
	p.fail(`「\not」の後に、記号がありません`)
	return ""
}

// delimited reads \left … \right.
func (p *parser) delimited() atom {
	body := "<mo>" + p.fenceMark() + "</mo>"
	for {
		body += p.list(func(token string) bool { return token == `\right` || token == `\middle` || endOfFormula(token) })
		switch p.next() {
		case `\middle`:
			body += "<mo>" + p.fenceMark() + "</mo>"
			continue
		case `\right`:
			body += "<mo>" + p.fenceMark() + "</mo>"
		default:
			p.fail(`「\left」に対応する「\right」がありません`)
		}
		return atom{html: "<mrow>" + body + "</mrow>"}
	}
}

// fenceMark reads the bracket behind \left, \right or \big; a full stop is none.
func (p *parser) fenceMark() string {
	token := p.next()
	if token == "." || token == "" {
		return ""
	}
	if token[0] != '\\' {
		return html.EscapeString(token)
	}
	if s, ok := symbols()[token[1:]]; ok {
		return html.EscapeString(s.text)
	}
	p.fail("「" + token + "」は、かっこではありません")
	return ""
}
