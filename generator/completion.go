package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
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
		return c.wrongUsage(c.words("シェルの名前（bash, zsh, fish）を書いてください。例: %s", "Name a shell (bash, zsh or fish), as in: %s"), "shirube completion bash")
	}
	_, err = io.WriteString(c.out, scripts[operands[0]]())
	return err
}

// flagsOf returns the flags of a command, in English since shells show them beside each other.
func flagsOf(v verb) []declaredFlag {
	c := &command{err: io.Discard, out: io.Discard, lang: "en"}
	// A command declares its flags before it does anything else.
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

// bashCompletion, zshCompletion and fishCompletion write scripts from the table of commands and from their declared
// flags, so that a new flag completes without a change here.
func bashCompletion() string {
	var b strings.Builder
	b.WriteString("# bash completion of shirube\n_shirube() {\n  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} flags= words=\n")
	fmt.Fprintf(&b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then words='%s'; else\n    case ${COMP_WORDS[1]} in\n", strings.Join(verbNames(), " "))
	for _, v := range verbs() {
		fmt.Fprintf(&b, "    %s) flags='%s' words='%s' ;;\n", v.name, flagWords(v), operandWords(v))
	}
	b.WriteString("    esac\n  fi\n  case $word in -*) words=$flags ;; esac\n  case $before in\n  -lang) words='ja en' ;;\n")
	fmt.Fprintf(&b, "  %s) words= ;;\n  esac\n", strings.Join(valueFlags(), "|"))
	b.WriteString("  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _shirube shirube\n")
	return b.String()
}

// valueFlags returns the flags of all commands that take a value, as they are typed.
func valueFlags() []string {
	var names []string
	for _, v := range verbs() {
		for _, f := range flagsOf(v) {
			if f.value != "" {
				names = append(names, "-"+f.name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// operandWords returns the words that may be operands of a command.
func operandWords(v verb) string {
	switch v.name {
	case "new":
		return creatable
	case "completion":
		return "bash zsh fish"
	case "help":
		return strings.Join(append(verbNames(), topicNames()...), " ")
	case "explain":
		return strings.Join(codeNames(), " ")
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
			fmt.Fprintf(&b, " '-%s[%s]%s'", f.name, zshQuoted(f.does), zshValue(f))
		}
		operands := "_files"
		if words := operandWords(v); words != "" {
			operands = "(" + words + ")"
		}
		b.WriteString(" '1: :' '*: :" + operands + "' ;;\n")
	}
	b.WriteString("  esac\n}\ncompdef _shirube shirube\n")
	return b.String()
}

// zshValue returns how zsh completes the value of a flag.
func zshValue(f declaredFlag) string {
	switch {
	case f.name == "lang":
		return ":language:(ja en)"
	case f.value != "":
		return ":" + zshQuoted(f.value) + ":_files"
	}
	return ""
}

// zshQuoted escapes what ends or divides a word of _arguments within single quotes.
func zshQuoted(text string) string {
	return strings.NewReplacer("'", "", "[", "(", "]", ")", ":", "\\:").Replace(text)
}

func fishCompletion() string {
	var b strings.Builder
	b.WriteString("# fish completion of shirube\n")
	for _, v := range verbs() {
		seen := "complete -c shirube -n '__fish_seen_subcommand_from " + v.name + "'"
		fmt.Fprintf(&b, "complete -c shirube -n __fish_use_subcommand -a %s -d '%s'\n", v.name, v.does.En)
		for _, f := range flagsOf(v) {
			value := map[bool]string{true: " -r"}[f.value != ""]
			if f.name == "lang" {
				value = " -x -a 'ja en'"
			}
			fmt.Fprintf(&b, "%s -o %s%s -d '%s'\n", seen, f.name, value, strings.ReplaceAll(f.does, "'", ""))
		}
		if words := operandWords(v); words != "" {
			fmt.Fprintf(&b, "%s -f -a '%s'\n", seen, words)
		}
	}
	return b.String()
}
