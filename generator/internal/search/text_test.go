package search

import (
	"encoding/json"
	"slices"
	"testing"
)

// Browsers read the texts of an index as JSON, whatever letters a page has.
func TestTextsAreReadAsTheyWere(t *testing.T) {
	for _, texts := range [][]string{
		{}, {""}, {"一行\n次の行", "a"}, {`"引用" と \ と </script> & <b>`}, {"\t\r\x00\x1f\x7f", "\u2028\u2029😀é"},
	} {
		var read []string
		if err := json.Unmarshal(encodedTexts(texts), &read); err != nil || !slices.Equal(read, texts) {
			t.Errorf("%q becomes %q, %v", texts, read, err)
		}
	}
}
