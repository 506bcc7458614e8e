package render

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"shirube/calculator/browser"
	"shirube/generator/internal/publish"
)

// scriptPrefix begins the keys of the interface strings that a script writes: script.ask.listed is the word
// listed of ask.js. Texts have {name} where the script puts a value.
const scriptPrefix = "script."

// workerScript is the name of the service worker among the scripts.
const workerScript = "sw"

// calculatorScript is the name of the calculators' script. Its words have defaults without a theme.
const calculatorScript = "calculator"

// ScriptWords maps the names of scripts to their words by key.
type ScriptWords map[string]Strings

// scriptWords returns the words of scripts, leaving out scripts that have none.
func (v *localTheme) scriptWords(entries []string) ScriptWords {
	words := make(ScriptWords)
	for _, entry := range entries {
		name := strings.TrimSuffix(entry, path.Ext(entry))
		if own := v.strings.below(scriptPrefix + name + "."); len(own) > 0 && name != calculatorScript {
			words[name] = own
		}
	}
	return words
}

// WorkerWords returns the words of the service worker in the languages that pages of the site are in.
func (r *Renderer) WorkerWords() map[string]Strings {
	words := make(map[string]Strings)
	for _, p := range r.in.Site.Pages {
		if words[p.Lang] == nil {
			words[p.Lang] = r.shared.theme.in(p.Lang).strings.below(scriptPrefix + workerScript + ".")
		}
	}
	return words
}

// below returns the strings whose keys begin with prefix, by the rest of their keys.
func (s Strings) below(prefix string) Strings {
	found := make(Strings)
	for key, text := range s {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			found[rest] = text
		}
	}
	return found
}

// calculatorWords returns the words of the calculators' script in the voice's language: those that package
// browser has, with the theme's and the site's in their place.
func (v *localTheme) calculatorWords(lang string) (browser.Words, error) {
	words := browser.English()
	if primary(lang) == "ja" {
		words = browser.Japanese()
	}
	own, err := json.Marshal(v.strings.below(scriptPrefix + calculatorScript + "."))
	if err == nil {
		err = json.Unmarshal(own, &words)
	}
	words.Swap = v.isSwapped()
	if words.Date != browser.English().Date {
		words.Months = browser.Japanese().Months // numbers
	}
	if names := strings.Fields(v.strings[monthsKey]); len(names) == 12 && strings.Contains(words.Date, "{month}") {
		words.Months = names
	}
	words.Date = strings.ReplaceAll(words.Date, "{month}", "{m}")
	return words, err
}

// wordsScript returns the words of the calculators' script, and the script that exports them.
func (v *localTheme) wordsScript(lang string) (publish.Output, browser.Words, error) {
	words, err := v.calculatorWords(lang)
	if err != nil {
		return publish.Output{}, words, err
	}
	script, err := words.Script()
	sum := sha256.Sum256(script)
	name := fmt.Sprintf("%s/calculator-words-%X.js", publish.AssetFolder, sum[:4])
	return publish.Output{Path: name, Bytes: script}, words, err
}

// calculatorStrings returns words of package browser as interface strings.
func calculatorStrings(words browser.Words) Strings {
	text, err := json.Marshal(words)
	var all map[string]any
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		panic(err) // a struct of strings and maps
	}
	found := make(Strings)
	for key, word := range all {
		if text, ok := word.(string); ok { // maps say how numbers and dates are read
			found[scriptPrefix+calculatorScript+"."+key] = text
		}
	}
	return found
}
