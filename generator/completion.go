package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// completion prints a script that lets a shell complete commands and options: completion bash | zsh | fish.
func (c *command) completion(args []string) error {
	c.newFlags("completion")
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	scripts := map[string]func() string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
	if len(operands) != 1 || scripts[operands[0]] == nil {
		return c.wrongUsage(c.words("シェルの名前を書いてください。例: %s", "Name a shell, as in: %s"), "shirube completion bash")
	}
	_, err = io.WriteString(c.out, scripts[operands[0]]())
	return err
}

// flagsOf returns the flags of a command, in English since shells show them beside each other.
func flagsOf(v verb) []declaredFlag {
	c := &command{err: io.Discard, out: io.Discard, lang: "en"}
	if err := v.run(c, []string{"-h"}); !errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return c.declaredFlags()
}

// flagWords returns the flags of a command as they are typed.
func flagWords(v verb) string {
	var words []string
	for _, f := range flagsOf(v) {
		words = append(words, "-"+f.name)
	}
	return strings.Join(words, " ")
}

func bashCompletion() string {
	var b strings.Builder
	b.WriteString("# bash completion of shirube\n_shirube() {\n  local word=${COMP_WORDS[COMP_CWORD]} words=\n")
	fmt.Fprintf(&b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then words='%s'; else\n    case ${COMP_WORDS[1]} in\n", strings.Join(verbNames(), " "))
	for _, v := range verbs() {
		fmt.Fprintf(&b, "    %s) words='%s' ;;\n", v.name, strings.TrimSpace(flagWords(v)+" "+operandWords(v)))
	}
	b.WriteString("    esac\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _shirube shirube\n")
	return b.String()
}

// operandWords returns the words that may be operands of a command.
func operandWords(v verb) string {
	switch v.name {
	case "new":
		return "page calculator site theme"
	case "completion":
		return "bash zsh fish"
	case "help":
		return strings.Join(verbNames(), " ")
	}
	return ""
}

func zshCompletion() string {
	var b strings.Builder
	b.WriteString("#compdef shirube\n_shirube() {\n  local -a commands\n  commands=(\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "    '%s:%s'\n", v.name, zshQuoted(v.does.En))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "  %s) _arguments", v.name)
		for _, f := range flagsOf(v) {
			fmt.Fprintf(&b, " '-%s[%s]%s'", f.name, zshQuoted(f.does), map[bool]string{true: ":" + zshQuoted(f.value) + ":_files"}[f.value != ""])
		}
		b.WriteString(" '*: :_files' ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _shirube shirube\n")
	return b.String()
}

// zshQuoted escapes what ends or divides a word of _arguments within single quotes.
func zshQuoted(text string) string {
	return strings.NewReplacer("'", "", "[", "(", "]", ")", ":", "\\:").Replace(text)
}

func fishCompletion() string {
	var b strings.Builder
	b.WriteString("# fish completion of shirube\n")
	for _, v := range verbs() {
		fmt.Fprintf(&b, "complete -c shirube -n __fish_use_subcommand -a %s -d '%s'\n", v.name, v.does.En)
		for _, f := range flagsOf(v) {
			value := map[bool]string{true: " -r"}[f.value != ""]
			fmt.Fprintf(&b, "complete -c shirube -n '__fish_seen_subcommand_from %s' -o %s%s -d '%s'\n", v.name, f.name, value, strings.ReplaceAll(f.does, "'", ""))
		}
		for word := range strings.FieldsSeq(operandWords(v)) {
			fmt.Fprintf(&b, "complete -c shirube -n '__fish_seen_subcommand_from %s' -a %s\n", v.name, word)
		}
	}
	return b.String()
}
