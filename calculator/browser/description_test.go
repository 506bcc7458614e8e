package browser

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func TestLargeWordsKeepTheirDigits(t *testing.T) {
	got, err := json.Marshal([]Stored{0, -5, 1 << 53, 1<<53 + 1, -1 << 63})
	want := `[0,-5,9007199254740992,"9007199254740993","-9223372036854775808"]`
	if err != nil || string(got) != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
}

// A key that only one side knows would silently be missing in the page.
func TestBothSidesKnowTheSameKeys(t *testing.T) {
	source, err := os.ReadFile("description.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{Shape{}, Input{}, List{}, Step{}, Output{}, Message{}, Description{}, Chain{}, Shared{}, Words{}} {
		name := reflect.TypeOf(v).Name()
		got, want := keysOf(string(source), name), jsonKeys(reflect.TypeOf(v))
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: description.ts has %v, description.go has %v", name, got, want)
		}
	}
}

func keysOf(source, name string) map[string]bool {
	_, body, _ := strings.Cut(source, "export interface "+name+" ")
	body, _, _ = strings.Cut(body, "\n}")
	keys := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^  (\w+)\??:`).FindAllStringSubmatch(body, -1) {
		keys[m[1]] = true
	}
	return keys
}

func jsonKeys(t reflect.Type) map[string]bool {
	keys := map[string]bool{}
	for field := range t.Fields() {
		if !field.Anonymous {
			key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			keys[key] = true
		}
	}
	return keys
}

func TestEveryLanguageHasAllWords(t *testing.T) {
	for language, words := range map[string]Words{"ja": Japanese(), "en": English()} {
		v := reflect.ValueOf(words)
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.String && f.String() == "" {
				t.Errorf("%s: no words for %s", language, v.Type().Field(i).Name)
			}
		}
	}
}
