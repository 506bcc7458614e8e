package main

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/codes"
)

// chosenLanguage returns the language of messages: that of the flag -lang, else that of the environment (LC_ALL,
// LC_MESSAGES, LANG), else Japanese, which is the language of the sites.
func chosenLanguage(args []string, getenv func(string) string) string {
	for i, arg := range args {
		name, value, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != "lang" {
			continue
		}
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		return value
	}
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(variable); locale != "" {
			if strings.HasPrefix(locale, "en") {
				return "en"
			}
			return "ja"
		}
	}
	return "ja"
}

// words returns the one of two texts that is in the language of messages.
func (c *command) words(ja, en string) string { return text(ja, en).In(c.lang) }

// message returns what an error says in the language of messages.
func (c *command) message(err error) string { return diagnostic.TextOf(err).In(c.lang) }

// localized returns a finding in the language of messages. English is made from what its code is documented
// with, and from what the Japanese message quotes.
func (c *command) localized(d diagnostic.Diagnostic) diagnostic.Diagnostic {
	if c.lang != "en" {
		return d
	}
	if c.docs == nil {
		c.docs = codes.ByName()
	}
	docs := c.docs[d.Code]
	if len(docs) == 0 {
		return d
	}
	doc := docs[0]
	if isCalc := strings.HasSuffix(d.Span.Path, ".calc"); isCalc {
		doc = docs[len(docs)-1]
	}
	d.Message, d.Suggestion = english(d, doc)
	d.Notes = slices.Clone(d.Notes)
	for i := range d.Notes {
		d.Notes[i].Message = "see also here"
	}
	return d
}

var (
	quoted  = regexp.MustCompile(`「([^「」]+)」`)
	asked   = regexp.MustCompile(`「([^「」]+)」のことですか`)
	choices = regexp.MustCompile(`選べるのは ((?:「[^「」]+」)+) です`)
	// written is what a suggestion begins with that says the very words.
	written = regexp.MustCompile(`^「((?:[^「」]|「[^「」]*」)+)」と書いてください。`)
	signs   = regexp.MustCompile(`^[^\pL\pN]+$`)
	// shown is what a suggestion begins with that shows the form.
	shown = regexp.MustCompile(`^「((?:[^「」]|「[^「」]*」)+)」(?:の形で|のように)書いてください。`)
	// allowed is what a suggestion begins with that names the setting that allows something, and the hashes to write there.
	allowed = regexp.MustCompile(`^許すには、site\.yaml の ([a-z-]+:) に、?((?: ?sha256-[^ ,]+,?)+)?`)
	kana    = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
	values  = regexp.MustCompile(`\d[\d,.-]*(?:円|日|字|回|時間|分|か月|年|歳|人|点|%)(?:/(?:日|回|時間|人|月|年))?|\d{4}-\d\d-\d\d`)
)

// english makes an English message and suggestion from the Japanese ones: the documented message of the code, with
// what the Japanese one quotes and the values that it names put at the end of its first sentence. Suggestions of a
// fixed form (のことですか, と書いてください) are translated; others are replaced by the documented remedy.
func english(d diagnostic.Diagnostic, doc diagnostic.CodeDoc) (message, suggestion string) {
	message, suggestion = doc.English(d.Message)
	if meant := asked.FindStringSubmatch(d.Message + d.Suggestion); meant != nil {
		suggestion = "Did you mean “" + meant[1] + "”?"
	} else if list := choices.FindStringSubmatch(d.Suggestion); list != nil {
		suggestion = "Choose one of " + strings.NewReplacer("「", "“", "」「", "”, “", "」", "”").Replace(list[1]) + "."
	} else if exact := written.FindStringSubmatch(d.Suggestion); exact != nil {
		suggestion = "Write “" + exact[1] + "”."
	} else if form := shown.FindStringSubmatch(d.Suggestion); form != nil {
		suggestion = "Write it as “" + form[1] + "”."
	} else if allowing := allowed.FindStringSubmatch(d.Suggestion); allowing != nil {
		suggestion = "To allow it, write " + cmp.Or(strings.TrimSpace(allowing[2]), "its origin or self") + " under " + allowing[1] + " in site.yaml."
	}
	said := message
	isSaid := func(name string) bool {
		return strings.Contains(said, name) && (kana.MatchString(name) || signs.MatchString(name))
	}
	if names := slices.DeleteFunc(namesIn(d.Message), isSaid); len(names) > 0 {
		message = inserted(message, ": “"+strings.Join(names, "”, “")+"”")
	}
	isNew := func(value string) bool { return !strings.Contains(said, strings.TrimRight(value, "年回日")) }
	// Numbers outside of quotation marks: limits, counts, days. Those that the documented message has already are
	// left out.
	found := values.FindAllString(strings.ReplaceAll(quoted.ReplaceAllString(d.Message, ""), "2回あります", ""), -1)
	if slices.ContainsFunc(found, isNew) {
		message = inserted(message, " ("+strings.Join(found, ", ")+")")
	}
	return strings.ReplaceAll(message, "“単位なし”", "no unit"), suggestion
}

// namesIn returns what the first sentence of a message quotes; what follows is advice.
func namesIn(message string) []string {
	var names []string
	end := 0
	for _, m := range quoted.FindAllStringSubmatchIndex(message, -1) {
		if strings.Contains(message[end:m[0]], "。") {
			break
		}
		if name := message[m[2]:m[3]]; strings.TrimSpace(name) == name && !slices.Contains(names, name) {
			names = append(names, name)
		}
		end = m[1]
	}
	return names
}

// inserted puts text at the end of the first sentence.
func inserted(message, text string) string {
	first, rest, more := strings.Cut(message, ". ")
	message = strings.TrimSuffix(first, ".") + text + "."
	if more {
		message += " " + rest
	}
	return message
}
