package images_test

import (
	"strings"
	"testing"

	"shirube/generator/internal/images"
)

// A drawing that is opened by itself is a page of the site: nothing in it may run.
func TestDrawingsThatRunAreRefused(t *testing.T) {
	for drawing, want := range map[string]string{
		`<svg><g><script>alert(1)</script></g></svg>`:                                      "script 要素",
		`<svg xmlns:s="http://www.w3.org/2000/svg"><s:SCRIPT href="a.js"/></svg>`:          "SCRIPT 要素",
		`<svg onload="alert(1)"/>`:                                                         "onload 属性",
		`<svg><rect onClick='x()'/></svg>`:                                                 "onClick 属性",
		`<svg><a href="javascript:alert(1)">a</a></svg>`:                                   "href 属性",
		`<svg><a xlink:href=" java&#x9;script:x">a</a></svg>`:                              "href 属性",
		`<svg><set attributeName="href" to="JavaScript:x"/></svg>`:                         "to 属性",
		`<svg><set attributeName="onclick" to="x()"/></svg>`:                               "onclick を変える set 要素",
		`<svg><animate attributeName="href" values="#a;javascript:x"/></svg>`:              "values 属性",
		`<svg><use href="data:image/svg+xml,x"/></svg>`:                                    "href 属性",
		`<svg><foreignObject><iframe src="data:text/html,x"/></foreignObject></svg>`:       "iframe 要素",
		`<svg><foreignObject><h:meta http-equiv="refresh"/></foreignObject></svg>`:         "meta 要素",
		`<?xml-stylesheet type="text/xsl" href="a.xsl"?><svg/>`:                            "xml-stylesheet",
		`<?xml-stylesheet type="text/xsl" title="text/css" href="a.xsl"?><svg/>`:           "xml-stylesheet",
		`<!DOCTYPE svg [<!ENTITY a "<script>x</script>">]><svg>&a;</svg>`:                  "DOCTYPE",
		`<!DOCTYPE svg [<!ENTITY a "&#60;script>x&#60;/script>">]><svg>&a;</svg>`:          "DOCTYPE",
		`<!DOCTYPE svg [<!ENTITY b "x"> <!ENTITY a "<script>x</script>">]><svg>&a;</svg>`:  "DOCTYPE",
		`<!DOCTYPE svg [<!ENTITY % a SYSTEM "a.dtd"> %a;]><svg/>`:                          "DOCTYPE",
		`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]><svg/>`:                         "DOCTYPE",
		`<!DOCTYPE svg [<!ENTITY j "javascript:x()">]><svg><a href="&j;">a</a></svg>`:      "href 属性",
		`<svg><!DOCTYPE svg [<!ENTITY j "x">]></svg>`:                                      "DOCTYPE",
		`<!DOCTYPE html><svg/>`:                                                            "DOCTYPE",
		"<?xml version=\"1.0\" encoding = \"Shift_JIS\"?><svg><desc>\x82\x9f</desc></svg>": "UTF-8",
		`<?xml version="1.0" encoding="Shift_JIS"?><svg/>`:                                 "Shift_JIS",
		"\xff\xfe<\x00s\x00v\x00g\x00/\x00>\x00":                                           "UTF-8",
		`<svg><g></svg`:                                                                    "読めません",
		`<svg><g></svg></g>`:                                                               "終わりが合いません",
		`<svg/><svg/>`:                                                                     "最初の要素",
		`<html><svg/></html>`:                                                              "最初の要素",
		`<svg a="1" a="2"/>`:                                                               "二つ",
		``:                                                                                 "閉じていません",
		strings.Repeat("<svg>", 500) + strings.Repeat("</svg>", 500):                       "入れ子",
		`<!DOCTYPE svg [<!ENTITY a "` + strings.Repeat("x", 9000) + `">]><svg>` + strings.Repeat("&a;", 9000) + `</svg>`: "大きく",
	} {
		if _, err := images.CleanDrawing([]byte(drawing)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.200s: %v, want %s", drawing, err, want)
		}
	}
}

// What drawing programs write is published as it looks, and says no more than what was read.
func TestDrawingsArePublishedAsTheyWereRead(t *testing.T) {
	for drawing, want := range map[string]string{
		`<svg viewBox="0 0 1 1"><title>onload と javascript の話</title><style>a > b { fill: red }</style><a href='https://example.com/?a&amp;b'>a</a></svg>`:                                                   `<svg viewBox="0 0 1 1"><title>onload と javascript の話</title><style>a &gt; b { fill: red }</style><a href="https://example.com/?a&amp;b">a</a></svg>`,
		`<?xml version="1.0" encoding="UTF-8" standalone="no"?><?xpacket x?><!-- 作者 --><svg><use xlink:href="#a"/><animate attributeName="x" values="1;2"></animate></svg>`:                                  `<!-- 作者 --><svg><use xlink:href="#a"/><animate attributeName="x" values="1;2"/></svg>`,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY ns 'http://a/'>]><svg xmlns="&ns_svg;"/>`: `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>`:                                                                                           `<svg/>`,
		"\ufeff<svg><style><![CDATA[a<b&c]]></style><text a=\"x&#10;y\">]]&gt;</text></svg>":                                                                                                                 `<svg><style>a&lt;b&amp;c</style><text a="x&#10;y">]]&gt;</text></svg>`,
		`<svg><image href="data:image/svg+xml,x"/></svg>`: `<svg><image href="data:image/svg+xml,x"/></svg>`,
	} {
		got, err := images.CleanDrawing([]byte(drawing))
		if err != nil || string(got) != want {
			t.Errorf("%s:\n%s, %v; want\n%s", drawing, got, err, want)
		}
	}
}

// Pages reserve the place that browsers give a drawing.
func TestSizesOfDrawings(t *testing.T) {
	for attributes, want := range map[string][2]int{
		`width="20" height="10"`:                         {20, 10},
		`width="72pt" height="1in"`:                      {96, 96},
		`width="437.5pt" height="568.5PT"`:               {583, 758},
		`width="10cm" height="10mm"`:                     {378, 38},
		`width="2em" height="1pc"`:                       {32, 16},
		`width="100%" height="100%" viewBox="0 0 30 40"`: {30, 40},
		`width="60" viewBox="0,0,30,40"`:                 {60, 80},
		`height="60" width="auto" viewBox="0 0 30 60"`:   {30, 60},
		`viewBox="0 0 30.4 40.6"`:                        {30, 41},
		``:                                               {300, 150},
		`width="-5" height="NaN"`:                        {300, 150},
		`width="1e300" height="0.001"`:                   {1000000, 1},
	} {
		p, err := newPicture("a.svg", []byte(`<svg `+attributes+`/>`))
		if err != nil || p.Width != want[0] || p.Height != want[1] {
			t.Errorf("%s: %d×%d, %v; want %v", attributes, p.Width, p.Height, err, want)
		}
	}
}

// Whatever is written once is written the same again: nothing is read otherwise the second time.
func FuzzCleanDrawing(f *testing.F) {
	for _, seed := range []string{
		`<svg a="&lt;&#10;" xmlns:x="y"><x:a/>t&amp;</svg>`, `<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`, `<svg><![CDATA[<script>]]></svg>`,
		`<svg><![CDATA[]]></svg>`, `<svg><?a?></svg>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := images.CleanDrawing(data)
		if err != nil {
			return
		}
		twice, err := images.CleanDrawing(once)
		if err != nil || string(once) != string(twice) {
			t.Errorf("%q, then %q, %v", once, twice, err)
		}
	})
}
