package render

import (
	"reflect"
	"testing"

	"shirube/generator/internal/site"
)

// A page that could reach another page might show what its key does not cover, and stay as it was
// when that page changes.
func TestASubjectReachesNoOtherPage(t *testing.T) {
	seen := make(map[reflect.Type]bool)
	var visit func(reflect.Type, string)
	visit = func(typ reflect.Type, way string) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		switch typ {
		case reflect.TypeFor[site.Page](), reflect.TypeFor[site.Site](), reflect.TypeFor[Renderer]():
			t.Errorf("%s leads to a %s", way, typ)
			return
		}
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			visit(typ.Elem(), way)
		case reflect.Struct:
			for i := range typ.NumField() {
				visit(typ.Field(i).Type, way+"."+typ.Field(i).Name)
			}
		}
	}
	visit(reflect.TypeFor[PageInput](), "Subject")
}

// leaves changes each single value below v, calls back, and restores it.
func leaves(v reflect.Value, way string, changed func(way string)) {
	switch v.Kind() {
	case reflect.String:
		old := v.String()
		v.SetString(old + "x")
		changed(way)
		v.SetString(old)
	case reflect.Bool:
		v.SetBool(!v.Bool())
		changed(way)
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
		changed(way)
		v.SetInt(v.Int() - 1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				leaves(v.Field(i), way+"."+v.Type().Field(i).Name, changed)
			}
		}
	case reflect.Slice:
		old := reflect.ValueOf(v.Interface())
		v.Set(reflect.Append(old, reflect.Zero(v.Type().Elem())))
		leaves(v.Index(v.Len()-1), way+"[]", changed)
		v.Set(old)
	case reflect.Pointer:
		if v.IsNil() && v.Type().Elem().Kind() == reflect.Struct {
			v.Set(reflect.New(v.Type().Elem()))
			changed(way)
			leaves(v.Elem(), way, changed)
			v.SetZero()
		}
	}
}

// Whatever a template may use is part of the key.
func TestEveryFieldOfAPageChangesItsKey(t *testing.T) {
	s := &PageInput{shared: &siteContext{}, frame: &frame{}, trail: &trail{}}
	known := map[Key]string{s.Key(): "the page as it was"}
	leaves(reflect.ValueOf(&s.view).Elem(), "view", func(way string) {
		if first, ok := known[s.Key()]; ok && first != way {
			t.Errorf("a change of %s is taken for %s", way, first)
		}
		known[s.Key()] = way
	})
	if len(known) < 60 {
		t.Errorf("only %d changes were tried", len(known))
	}
}

func TestKeysDependOnWhereOneTextEnds(t *testing.T) {
	if digestOf([]string{"ab", "c"}) == digestOf([]string{"a", "bc"}) {
		t.Error("two lists of other words have one key")
	}
	if digestOf(map[string]string{"a": "1", "b": "2"}) != digestOf(map[string]string{"b": "2", "a": "1"}) {
		t.Error("one map has two keys")
	}
}
