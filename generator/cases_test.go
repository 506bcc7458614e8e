package main

import "testing"

// A table is read as spreadsheets write it: in UTF-8 with or without a byte order mark, in Shift_JIS and in UTF-16.
func TestSheetsAreReadInTheEncodingsOfSpreadsheets(t *testing.T) {
	for name, source := range map[string]string{
		"UTF-8":                         "部屋,額\n",
		"UTF-8 with a byte order mark":  "\xef\xbb\xbf部屋,額\n",
		"Shift_JIS":                     "\x95\x94\x89\xae,\x8az\n",
		"UTF-16 with a byte order mark": "\xff\xfe\xe8\x90\x4b\x5c,\x00\x4d\x98\n\x00",
	} {
		if got, err := decodeSheet([]byte(source)); got != "部屋,額\n" || err != nil {
			t.Errorf("%s: got %q (%v)", name, got, err)
		}
	}
	if got, err := decodeSheet([]byte("\x95\xff\xff")); err == nil {
		t.Errorf("bytes of no encoding are read as %q", got)
	}
}
