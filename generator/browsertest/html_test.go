package browsertest

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const checker = "tools/node_modules/vnu-jar/build/dist/vnu.jar"

// A remark is what the Nu Html Checker says about a place of a page.
type remark struct {
	Type, SubType, URL, Message, Extract string
	LastLine                             int
}

func TestTheHTMLIsValid(t *testing.T) {
	t.Parallel()
	dir := open(t).site.dir
	if _, err := os.Stat(checker); err != nil {
		t.Fatalf("vnu-jar がありません。make tools で入れてください / run make tools: %v", err)
	}
	out, err := exec.Command("java", "-jar", checker, "--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html", dir).Output()
	if err != nil {
		t.Fatalf("the checker does not run: %v", err)
	}
	var report struct{ Messages []remark }
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Messages {
		// Files have no origin, so the checker takes the site's own scripts for foreign ones; the
		// policy is tested where it holds, in the browser.
		if strings.Contains(r.Message, "Content Security Policy") {
			continue
		}
		say := t.Logf
		if r.Type != "info" {
			say = t.Errorf
		}
		_, place, _ := strings.Cut(r.URL, dir)
		say("%s:%d: %s: %s\n    %s", place, r.LastLine, r.Type, r.Message, strings.Join(strings.Fields(r.Extract), " "))
	}
}
