package build_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
)

// A corruptionKind spoils a file. Ending says which files it is for; empty, it is for all.
type corruptionKind struct {
	name, ending string
	apply        func(c *corruption, name string)
}

// change is a kind that gives a file another text.
func change(name, ending string, with func(c *corruption, text string) string) corruptionKind {
	return corruptionKind{name, ending, func(c *corruption, file string) { c.write(file, with(c, c.files[file])) }}
}

func corruptionKinds() []corruptionKind {
	return slices.Concat(byteCorruptions(), lineCorruptions(), encodingCorruptions(), fileCorruptions(), bombs(), bombs())
}

func byteCorruptions() []corruptionKind {
	return []corruptionKind{
		change("one bit", "", func(c *corruption, s string) string { return c.flip(s, 1) }),
		change("bits", "", func(c *corruption, s string) string { return c.flip(s, 20) }),
		change("cut short", "", func(c *corruption, s string) string { return s[:c.random.IntN(len(s)+1)] }),
		change("beginning lost", "", func(c *corruption, s string) string { return s[c.random.IntN(len(s)+1):] }),
		change("hole", "", func(c *corruption, s string) string {
			from := c.random.IntN(len(s) + 1)
			return s[:from] + s[min(from+1+c.random.IntN(200), len(s)):]
		}),
		change("NUL bytes", "", func(c *corruption, s string) string { return c.insert(s, strings.Repeat("\x00", 1+c.random.IntN(50))) }),
		change("garbage", "", func(c *corruption, s string) string { return c.insert(s, c.garbage(300)) }),
		change("only garbage", "", func(c *corruption, s string) string { return c.garbage(5000) }),
		change("a sign", "", func(c *corruption, s string) string {
			signs := []string{"{{", "}}", ":::", "---\n", "```", "[", "](", "<!--", "<script>", ": ", "\t", "&a", "*a", "|", "#", "\"", "'", "表 ", "式 ", "もし ", "\u2028", "\u202e"}
			return c.insert(s, signs[c.random.IntN(len(signs))])
		}),
	}
}

func lineCorruptions() []corruptionKind {
	return []corruptionKind{
		change("line twice", "", func(c *corruption, s string) string {
			return c.lines(s, func(l []string, i int) []string { return slices.Insert(l, i, l[i]) })
		}),
		change("line lost", "", func(c *corruption, s string) string {
			return c.lines(s, func(l []string, i int) []string { return slices.Delete(l, i, i+1) })
		}),
		change("lines out of order", "", func(c *corruption, s string) string {
			return c.lines(s, func(l []string, i int) []string {
				j := c.random.IntN(len(l))
				l[i], l[j] = l[j], l[i]
				return l
			})
		}),
		change("indented", "", func(c *corruption, s string) string {
			return c.lines(s, func(l []string, i int) []string { l[i] = "  " + l[i]; return l })
		}),
		change("file twice", "", func(_ *corruption, s string) string { return s + s }),
	}
}

func encodingCorruptions() []corruptionKind {
	wide := func(order binary.AppendByteOrder, mark bool) func(*corruption, string) string {
		return func(_ *corruption, s string) string {
			var b []byte
			if mark {
				b = order.AppendUint16(b, 0xfeff)
			}
			for _, unit := range utf16.Encode([]rune(s)) {
				b = order.AppendUint16(b, unit)
			}
			return string(b)
		}
	}
	return []corruptionKind{
		change("Shift_JIS", "", func(_ *corruption, s string) string { return shiftJIS(s) }),
		change("UTF-16LE", "", wide(binary.LittleEndian, true)),
		change("UTF-16BE without mark", "", wide(binary.BigEndian, false)),
		change("byte order mark", "", func(_ *corruption, s string) string { return "\ufeff" + s }),
		change("two byte order marks", "", func(_ *corruption, s string) string { return "\ufeff\ufeff" + s }),
		change("CRLF", "", func(_ *corruption, s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }),
		change("CR", "", func(_ *corruption, s string) string { return strings.ReplaceAll(s, "\n", "\r") }),
	}
}

// shiftJIS writes a text in Shift_JIS as far as kana and ASCII go; each kanji becomes some other.
func shiftJIS(s string) string {
	var b []byte
	for _, r := range s {
		switch {
		case r < 0x80:
			b = append(b, byte(r))
		case r >= 'ぁ' && r <= 'ん':
			b = append(b, 0x82, byte(0x9f+r-'ぁ'))
		case r >= 'ァ' && r <= 'ミ':
			b = append(b, 0x83, byte(0x40+r-'ァ'))
		default:
			b = append(b, 0x8a, byte(0x9f+r%0x50))
		}
	}
	return string(b)
}

func fileCorruptions() []corruptionKind {
	return []corruptionKind{
		change("empty", "", func(*corruption, string) string { return "" }),
		{"gone", "", func(c *corruption, name string) {
			if err := os.Remove(filepath.Join(c.content, name)); err != nil {
				panic(err)
			}
		}},
		{"in another's place", "", func(c *corruption, name string) {
			other := c.names[c.random.IntN(len(c.names))]
			c.touched, c.report = append(c.touched, other), c.report+" and "+other
			c.write(name, c.files[other])
			c.write(other, c.files[name])
		}},
	}
}

// bombs are texts that make a careless reader take all memory, all time, or all of its stack.
func bombs() []corruptionKind {
	const deep, long = 5000, 10 << 20
	behind := func(more func(c *corruption) string) func(*corruption, string) string {
		return func(c *corruption, s string) string { return s + "\n" + more(c) + "\n" }
	}
	repeat := func(part string, n int) func(*corruption) string {
		return func(*corruption) string { return strings.Repeat(part, n) }
	}
	laughs := "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nmenu: *e\ntags: *e\n"
	return []corruptionKind{
		change("YAML bomb", ".yaml", func(_ *corruption, s string) string { return s + "\n" + laughs }),
		change("YAML bomb in front", ".md", func(_ *corruption, s string) string { return "---\n" + laughs + strings.TrimPrefix(s, "---\n") }),
		change("deep YAML", ".yaml", func(_ *corruption, s string) string {
			return s + "\nmenu: " + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "\n"
		}),
		change("deep lists", ".md", behind(func(*corruption) string { return nestedList(deep / 10) })),
		change("deep quotes", ".md", behind(repeat("> ", deep))),
		change("deep blocks", ".md", behind(func(*corruption) string { return nestedBlocks(50) })),
		change("open blocks", ".md", behind(repeat(":::note\n", deep/10))),
		change("deep emphasis", ".md", behind(repeat("*a _b ", deep))),
		change("deep brackets", ".md", behind(repeat("[", deep*10))),
		change("deep formula", ".calc", behind(func(*corruption) string {
			return "式 深い = " + strings.Repeat("(", deep) + "1円" + strings.Repeat(")", deep)
		})),
		change("long sum", ".calc", behind(func(*corruption) string { return "式 長い = 1円" + strings.Repeat(" + 1円", deep) })),
		change("long line", "", behind(func(c *corruption) string {
			parts := []string{"長い", "a", "|", "[", "`", "*", "<", "{{", "- ", "1"}
			part := parts[c.random.IntN(len(parts))]
			return strings.Repeat(part, long/len(part)/10)
		})),
		change("very long line", ".md", behind(repeat("a", long))),
		change("many lines", ".md", behind(repeat("長い文です。\n\n", deep*4))),
	}
}

// flip changes n bits somewhere.
func (c *corruption) flip(s string, n int) string {
	b := []byte(s)
	for range n {
		if len(b) > 0 {
			b[c.random.IntN(len(b))] ^= 1 << c.random.IntN(8)
		}
	}
	return string(b)
}

func (c *corruption) insert(s, more string) string {
	at := c.random.IntN(len(s) + 1)
	return s[:at] + more + s[at:]
}

func (c *corruption) garbage(most int) string {
	b := make([]byte, 1+c.random.IntN(most))
	for i := range b {
		b[i] = byte(c.random.Uint32())
	}
	return string(b)
}

// lines changes the lines of a text, at one of them.
func (c *corruption) lines(s string, with func(lines []string, i int) []string) string {
	lines := strings.Split(s, "\n")
	return strings.Join(with(lines, c.random.IntN(len(lines))), "\n")
}
