package browsertest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shirube/generator/internal/images"
)

// A drawingMaker writes drawings at random from what might run in one.
type drawingMaker struct{ random *rand.Rand }

func (m drawingMaker) pick(from ...string) string { return from[m.random.IntN(len(from))] }

// attack returns a script that tells the page around the drawing which one ran, escaped in some way.
func (m drawingMaker) attack() string {
	return m.pick("top.ran(location.href)", "top.ran(location.href)//", "top&#46;ran(location.href)", "top.ran&#x28;location.href)")
}

func (m drawingMaker) address() string {
	return m.pick("javascript:", "JavaScript:", " javascript:", "java&#10;script:", "java&#9;script:", "&#x6a;avascript:", "&j;", "\x01javascript:", "#a;javascript:") + m.attack()
}

func (m drawingMaker) name() string { return m.pick("", "", "s:", "h:", "x:") }

// prolog returns what may stand before the root.
func (m drawingMaker) prolog() string {
	switch m.random.IntN(9) {
	case 0:
		return fmt.Sprintf(`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "%s">]>`, m.attack())
	case 1:
		return `<!DOCTYPE svg [<!ENTITY j "javascript:">]>`
	case 2:
		return fmt.Sprintf(`<!DOCTYPE svg [<!ENTITY e "<script>%s</script>"> <!ENTITY j "java">]>`, m.attack())
	case 3:
		return fmt.Sprintf(`<?xml version="1.0" encoding%s=%s"%s"?>`, m.pick("", " "), m.pick("", " "), m.pick("UTF-8", "Shift_JIS", "UTF-7", "ISO-2022-JP", "UTF-16", "windows-1252", "EUC-JP"))
	case 4:
		return fmt.Sprintf(`<?xml-stylesheet %shref="%s"%s?>`, m.pick("", `title="text/css" `), "evil.xsl", m.pick(` type="text/xsl"`, ` type='text/xml'`, ""))
	case 5:
		return m.pick("<?a ?>", "<!-- a -->", "<!-- --><!-- -->", "\ufeff", "<?a b='?'?>")
	case 6:
		return `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`
	}
	return ""
}

// part returns what may stand in a drawing.
func (m drawingMaker) part(depth int) string {
	n := m.name()
	switch m.random.IntN(16) {
	case 0:
		return fmt.Sprintf("<%s%s>%s</%[1]s%[2]s>", n, m.pick("script", "SCRIPT", "handler"), m.attack())
	case 1:
		return fmt.Sprintf(`<%sscript %s="data:text/javascript,%s"/>`, n, m.pick("href", "xlink:href", "src"), m.attack())
	case 2:
		return fmt.Sprintf(`<%sa %s="%s"><text y="20">a</text></%[1]sa>`, n, m.pick("href", "xlink:href", "x:href"), m.address())
	case 3:
		return fmt.Sprintf(`<%s %s=%s%s%[3]s/>`, n+m.pick("rect", "image", "img", "body", "animate", "video"), m.pick("onload", "onerror", "onbegin", "ONLOAD", "onfocus", "x:onload", "onclick"), m.pick(`"`, `'`), m.attack())
	case 4:
		return fmt.Sprintf(`<%simg src="x" xmlns="http://www.w3.org/1999/xhtml" onerror="%s"/>`, n, m.attack())
	case 5:
		return fmt.Sprintf(`<a><text y="40">a</text><%s attributeName="%s" %s="%s" begin="0s" dur="1s" fill="freeze"/></a>`, m.pick("set", "animate", "s:set"), m.pick("href", "xlink:href", "onclick", "onload"), m.pick("to", "values", "from"), m.address())
	case 6:
		return fmt.Sprintf(`<foreignObject width="9" height="9"><%s %s="%s" xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`, n+m.pick("iframe", "embed", "object", "meta", "base", "form"), m.pick("src", "data", "srcdoc", "href", "action"), m.pick("data:text/html,&lt;script>top.ran(1)&lt;/script>", "javascript:top.ran(location.href)", "&lt;script>top.ran(location.href)&lt;/script>"))
	case 7:
		return fmt.Sprintf("<desc><![CDATA[%s<!-- ]]></desc><script>%s</script><desc> --></desc>", m.pick("", "ぃ", "\u301c", "表"), m.attack())
	case 8:
		return fmt.Sprintf("<!-- %s --%s<script>%s</script><!-- -->", m.pick("", "ソ", "-"), m.pick("!>", "> ", ">"), m.attack())
	case 9:
		return fmt.Sprintf("<style>%s</style>", m.pick("a{}", "</style><script>top.ran(location.href)</script>", "<![CDATA[</style><script>top.ran(location.href)</script>]]>", "@import 'javascript:top.ran(1)';"))
	case 10:
		return m.pick("&e;", "&lt;script>top.ran(location.href)&lt;/script>", "&#60;script>top.ran(location.href)&#60;/script>", "&amp;lt;script>", "<![CDATA[<script>top.ran(location.href)</script>]]>")
	case 11:
		return fmt.Sprintf(`<use href="%s"/>`, m.pick("data:image/svg+xml,&lt;svg id='a' xmlns='http://www.w3.org/2000/svg' onload='top.ran(1)'/>#a", "evil.svg#a", "#a"))
	case 12:
		return fmt.Sprintf("<?%s %s?>", m.pick("xml-stylesheet", "a", "php"), m.pick("type='text/xsl' href='evil.xsl'", "'?><script>top.ran(location.href)</script>", ">"))
	case 13:
		return fmt.Sprintf("<title>%s</title>", m.pick("a", "&lt;/title>&lt;script>top.ran(location.href)&lt;/script>", "<script>top.ran(location.href)</script>"))
	}
	if depth > 3 {
		return "a"
	}
	return fmt.Sprintf("<%sg%s>%s%s</%[1]sg>", n, m.pick("", ` id="a"`, ` xmlns="http://www.w3.org/1999/xhtml"`), m.part(depth+1), m.part(depth+1))
}

func (m drawingMaker) drawing() string {
	s := m.prolog() + m.prolog() + `<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml" ` +
		`xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">` + m.part(0) + m.part(0) + "</svg>"
	if m.random.IntN(4) == 0 { // damage that two readers may mend differently
		at := m.random.IntN(len(s))
		s = s[:at] + m.pick("<", ">", "\"", "'", "&", "\x00", "/", "]]>", "-->", "\x83", "\xe3", "?>", " ") + s[min(at+m.random.IntN(3), len(s)):]
	}
	return s
}

// openDrawings opens drawings by their addresses, as no headers protect them, does what a reader might do, and returns
// which ones ran something.
func openDrawings(tab *tab, drawings []string) []string {
	tab.t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var i int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d.svg", &i); {
		case err == nil && i < len(drawings):
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, drawings[i])
		case strings.HasSuffix(r.URL.Path, "evil.xsl"):
			w.Header().Set("Content-Type", "text/xsl")
			fmt.Fprint(w, `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="html"/>`+
				`<xsl:template match="/"><html><script>top.ran(location.href)</script></html></xsl:template></xsl:stylesheet>`)
		case r.URL.Path == "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html><title>a</title><script>window.all = []; window.ran = what => all.push(String(what))</script>")
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	tab.base = server.URL
	tab.visit("/")
	return evaluate[[]string](tab, fmt.Sprintf(`(async () => {
		for (let first = 0; first < %d; first += 40) {
			const frames = [];
			for (let i = first; i < Math.min(first + 40, %[1]d); i++) {
				const frame = document.createElement("iframe");
				const loaded = new Promise(done => { frame.onload = done; setTimeout(done, 3000); });
				frame.src = "/" + i + ".svg";
				document.body.append(frame);
				frames.push([frame, loaded]);
			}
			for (const [frame, loaded] of frames) {
				await loaded;
				for (const e of frame.contentDocument?.querySelectorAll("*") ?? []) {
					for (const type of ["click", "focus", "mouseover", "error"]) e.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
				}
			}
			await new Promise(done => setTimeout(done, 150));
			for (const [frame] of frames) frame.remove();
		}
		return all;
	})()`, len(drawings)))
}

// No drawing that is published runs anything where it is opened by itself, whatever a browser makes of what the file
// says. The same drawings as they came show that this test would see it.
func TestNoPublishedDrawingRuns(t *testing.T) {
	t.Parallel()
	const most = 160
	m := drawingMaker{rand.New(rand.NewPCG(9, 1))}
	var raw, published []string
	for tried := 0; len(published) < most && tried < 100*most; tried++ {
		s := m.drawing()
		if len(raw) < most {
			raw = append(raw, s)
		}
		if clean, err := images.CleanDrawing([]byte(s)); err == nil {
			published = append(published, string(clean))
		}
	}
	tab := open(t).newTab(t)
	if ran := openDrawings(tab, raw); len(ran) < most/20 {
		t.Errorf("as they came only %d of %d run", len(ran), most)
	}
	if len(published) < most {
		t.Errorf("only %d are accepted", len(published))
	}
	for _, address := range openDrawings(tab, published) {
		var i int
		if _, err := fmt.Sscanf(address[strings.LastIndexByte(address, '/')+1:], "%d.svg", &i); err != nil {
			t.Errorf("%q ran", address)
			continue
		}
		t.Errorf("this ran:\n%s", published[i])
	}
}
