package highlight

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// A scheme identifies what spans depend on besides language and text: the versions of chroma and its dependencies, and
// the encoding.
type scheme [16]byte

// A key identifies a language, a text and a scheme.
type key [16]byte

// form is changed with the code that finds and encodes spans.
const form = "1"

// scheme returns the scheme of this program, and whether it can be known.
func (c classes) scheme() (scheme, bool) {
	program := modules()
	if program == "" {
		program = executable()
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{form, runtime.Version(), program, strings.Join(c.names, " ")}, "\n")))
	return scheme(sum[:16]), program != ""
}

// modules returns the versions of chroma and its regular expressions in this program. It is empty
// where they are unknown, as in tests, or where chroma is a local copy.
func modules() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, m := range info.Deps {
		if !strings.Contains(m.Path, "/chroma/") && !strings.Contains(m.Path, "/regexp2/") {
			continue
		}
		if m.Replace != nil {
			return ""
		}
		fmt.Fprintln(&b, m.Path, m.Version, m.Sum)
	}
	return b.String()
}

// executable identifies this program's file, and changes when the file does.
func executable() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintln(name, info.Size(), info.ModTime().UnixNano())
}

// String returns the scheme as it is in names of files.
func (s scheme) String() string { return hex.EncodeToString(s[:8]) }

func (s scheme) keyOf(language, text string) key {
	all := make([]byte, 0, len(s)+len(language)+1+len(text))
	all = append(all, s[:]...)
	all = append(all, language...)
	all = append(all, '\n') // no language has a line end in it
	sum := sha256.Sum256(append(all, text...))
	return key(sum[:16])
}
