package publish

import (
	"errors"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckPath returns an error for a path that no output may have: one that leaves the output folder, that is not one line
// of the manifest, or that is hidden, but for the two names that hosts need (.nojekyll, .well-known).
func CheckPath(name string) error {
	switch {
	case name == "" || name == "." || !filepath.IsLocal(name) || path.Clean(name) != name:
		return errors.New("書き出し先のフォルダーの外か、ファイルの名前ではありません")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, isUnprintable):
		return errors.New("制御文字か、UTF-8 ではない文字が入っています")
	case isHidden(name):
		return errors.New("「.」で始まる名前です")
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > longestName {
			return errors.New("名前が長すぎます")
		}
	}
	return nil
}

// longestName is how many bytes a name may have on most file systems.
const longestName = 255

// isUnprintable reports control characters, line and paragraph separators, and characters that change the direction of
// what follows.
func isUnprintable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)
}

func isHidden(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.HasPrefix(name, ".") && name != ".nojekyll" && first != ".well-known"
}
