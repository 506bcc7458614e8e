package browsertest

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

const picture = "testdata/screenshot.png"

// The README shows the start page; the picture is a file that this test takes with -update.
func TestTheReadmeHasItsPicture(t *testing.T) {
	t.Parallel()
	if *update {
		takePicture(t)
	}
	data, err := os.ReadFile(picture)
	if err != nil {
		t.Fatalf("go test ./generator/browsertest -run Picture -update で撮ってください: %v", err)
	}
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if config.Width != 1280 || config.Height != 800 {
		t.Errorf("the picture is %d × %d, want 1280 × 800", config.Width, config.Height)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(readme, []byte("(generator/browsertest/"+picture+")")) {
		t.Errorf("the README does not show %s", picture)
	}
}

func takePicture(t *testing.T) {
	t.Helper()
	f := open(t)
	tab := f.newTab(t)
	tab.visit(f.site.root)
	data, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(picture), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(picture, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
