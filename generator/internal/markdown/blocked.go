package markdown

import (
	stdhtml "html"
	"regexp"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// A blockedTag is HTML that browsers do not run or show, whatever the site allows.
type blockedTag struct {
	pattern *regexp.Regexp
	what    string
}

var (
	frameTag     = regexp.MustCompile(`(?i)<iframe[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)|<iframe[\s>]`)
	mediaTag     = regexp.MustCompile(`(?i)<(video|audio|source)(?:[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+))?`)
	styleElement = regexp.MustCompile(`(?is)<style(?:\s[^>]*)?>(.*?)</style\s*>`)
	styleValue   = regexp.MustCompile(`(?is)<[a-z][^<>]*?\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	scriptTag    = regexp.MustCompile(`(?is)<script(\s[^>]*)?>(.*?)</script\s*>`)
)

// alwaysBlocked are kinds of HTML that no setting allows.
var alwaysBlocked = []blockedTag{
	{regexp.MustCompile(`(?i)<(?:object|embed)[\s>]`), "<object> や <embed>"},
	{regexp.MustCompile(`(?i)<link[\s>]`), "<link>"},
	{regexp.MustCompile(`(?i)<[a-z][^>]*\son[a-z]+\s*=`), "onclick などの命令"},
}

// findBlocked reports what browsers block in a piece of HTML: each kind once a page.
func (t *task) findBlocked(html string, offset int) {
	if !strings.Contains(html, "<") || strings.HasPrefix(html, "</") {
		return
	}
	allowed := &t.options.Allowed
	for _, m := range frameTag.FindAllStringSubmatch(html, -1) {
		if m[1] == "" || !content.HasOrigin(allowed.Frames, m[1]) {
			t.reportBlocked("<iframe>", offset, "許すには、site.yaml の frames: に、表示するサイトを書きます。リンクでも案内できます。")
		}
	}
	for _, m := range mediaTag.FindAllStringSubmatch(html, -1) {
		isEmpty := m[2] == "" // <source srcset> is a picture's
		if isEmpty && len(allowed.Media) == 0 && !strings.EqualFold(m[1], "source") || !isEmpty && !content.HasOrigin(allowed.Media, m[2]) {
			t.reportBlocked("<video> や <audio>", offset, "許すには、site.yaml の media: に、self か、流すサイトを書きます。")
		}
	}
	t.findHashed(styleElement, html, "<style>", "style-hashes", allowed.Styles, offset)
	t.findHashed(styleValue, html, "style=", "style-hashes", allowed.Styles, offset)
	t.findHashed(scriptTag, html, "<script>", "script-hashes", allowed.Scripts, offset)
	for _, b := range alwaysBlocked {
		if b.pattern.MatchString(html) {
			t.reportBlocked(b.what, offset, "ほかの書きかたに変えてください。")
		}
	}
}

// findHashed reports styles and scripts whose text no hash of the site allows. A script from elsewhere has none.
func (t *task) findHashed(pattern *regexp.Regexp, html, what, setting string, allowed []string, offset int) {
	for _, m := range pattern.FindAllStringSubmatch(html, -1) {
		text := m[1]
		switch {
		case what == "<script>" && strings.Contains(strings.ToLower(m[1]), "src"):
			t.reportBlocked("<script src>", offset, "ほかの書きかたに変えてください。")
			continue
		case what == "<script>":
			text = m[2]
		case what == "style=":
			text = stdhtml.UnescapeString(m[1] + m[2])
		}
		if hash := content.HashSource(text); !slices.Contains(allowed, hash) {
			t.reportHash(what, setting, strings.Trim(hash, "'"), offset)
		}
	}
}

// mostHashes is how many hashes a finding names.
const mostHashes = 20

// reportHash reports a hash that the site does not allow; further ones of the page are added to the same finding.
func (t *task) reportHash(what, setting, hash string, offset int) {
	if !t.blocked[what] {
		t.reportBlocked(what, offset, "許すには、site.yaml の "+setting+": に "+hash+" を書きます。")
		return
	}
	for i := range t.found {
		d := &t.found[i]
		if d.Code != "html-blocked" || !strings.HasPrefix(d.Message, what+" は") {
			continue
		}
		if !strings.Contains(d.Suggestion, hash) && strings.Count(d.Suggestion, "sha256-") < mostHashes {
			d.Suggestion = strings.TrimSuffix(d.Suggestion, " を書きます。") + ", " + hash + " を書きます。"
		}
		return
	}
}

func (t *task) reportBlocked(what string, offset int, remedy string) {
	if t.blocked[what] {
		return
	}
	if t.blocked == nil {
		t.blocked = make(map[string]bool)
	}
	t.blocked[what] = true
	t.report(diagnostic.Warning, "html-blocked", offset, what+" は、安全のための決まり（Content-Security-Policy）で、ブラウザーが動かしません。", remedy)
}
