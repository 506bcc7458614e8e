package images_test

import (
	"strings"
	"testing"

	"shirube/generator/internal/images"
)

// A drawing that is opened by itself is a page of the site: nothing in it may run.
func TestDrawingsThatRunAreRefused(t *testing.T) {
	for drawing, want := range map[string]string{
		`<svg><g><script>alert(1)</script></g></svg>`:                                     "script 要素",
		`<svg xmlns:s="http://www.w3.org/2000/svg"><s:SCRIPT href="a.js"/></svg>`:         "SCRIPT 要素",
		`<svg onload="alert(1)"/>`:                                                        "onload 属性",
		`<svg><rect onClick='x()'/></svg>`:                                                "onClick 属性",
		`<svg><a href="javascript:alert(1)">a</a></svg>`:                                  "href 属性",
		`<svg><a xlink:href=" java&#x9;script:x">a</a></svg>`:                             "href 属性",
		`<svg><set attributeName="href" to="JavaScript:x"/></svg>`:                        "to 属性",
		`<svg><animate attributeName="href" values="#a;javascript:x"/></svg>`:             "values 属性",
		`<svg><foreignObject><iframe src="data:text/html,x"/></foreignObject></svg>`:      "iframe 要素",
		`<?xml-stylesheet type="text/xsl" href="a.xsl"?><svg/>`:                           "xml-stylesheet",
		`<!DOCTYPE svg [<!ENTITY a "<script>x</script>">]><svg>&a;</svg>`:                 "ENTITY",
		`<!DOCTYPE svg [<!ENTITY a "&#60;script>x&#60;/script>">]><svg>&a;</svg>`:         "ENTITY",
		`<!DOCTYPE svg [<!ENTITY b "x"> <!ENTITY a "<script>x</script>">]><svg>&a;</svg>`: "ENTITY",
		`<svg><g></svg`: "読めません",
	} {
		if err := images.CheckDrawing([]byte(drawing)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", drawing, err, want)
		}
	}
	for _, drawing := range []string{
		`<svg viewBox="0 0 1 1"><title>onload と javascript の話</title><style>a { fill: red }</style><a href="https://example.com/">a</a></svg>`,
		`<?xml-stylesheet type="text/css" href="a.css"?><svg><use href="#a"/><animate attributeName="x" values="1;2"/></svg>`,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns "http://a/">]><svg xmlns="&ns_svg;"/>`,
	} {
		if err := images.CheckDrawing([]byte(drawing)); err != nil {
			t.Errorf("%s: %v", drawing, err)
		}
	}
}
