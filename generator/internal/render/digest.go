package render

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math"
	"reflect"
	"slices"
	"strings"

	"shirube/calculator"
)

// A Key identifies what a page is written from: equal keys mean equal pages. Keys are valid within one process.
type Key uint64

// seed is what all keys of this process have in common.
var seed = maphash.MakeSeed()

// digestOf returns the key of a value and of all that it refers to, so that a field which is added to a PageInput is part
// of its key. A pointer to a struct with a field named digest counts as that digest; functions are skipped, since they
// only write the fields beside them. Maps have strings as keys. It panics on channels and interfaces.
func digestOf(v any) Key {
	var d digester
	d.hash.SetSeed(seed)
	d.value(reflect.ValueOf(v))
	return Key(d.hash.Sum64())
}

// With returns the key of two things together.
func (k Key) With(other uint64) Key {
	return Key(maphash.Comparable(seed, [2]uint64{uint64(k), other}))
}

type digester struct{ hash maphash.Hash }

func (d *digester) number(n uint64) {
	var bytes [8]byte
	binary.LittleEndian.PutUint64(bytes[:], n)
	d.hash.Write(bytes[:])
}

func (d *digester) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		d.number(uint64(v.Len()))
		d.hash.WriteString(v.String())
	case reflect.Bool:
		if v.Bool() {
			d.number(1)
		} else {
			d.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		d.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		d.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		d.number(math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		d.number(uint64(v.Len()))
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.Pointer:
		d.pointer(v)
	case reflect.Func:
	case reflect.Map:
		d.mapping(v)
	default:
		panic(fmt.Sprintf("render: a page cannot depend on a %s", v.Type()))
	}
}

func (d *digester) mapping(v reflect.Value) {
	d.number(uint64(v.Len()))
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		d.value(key)
		d.value(v.MapIndex(key))
	}
}

func (d *digester) pointer(v reflect.Value) {
	if v.IsNil() {
		d.number(0)
		return
	}
	d.number(1)
	to := v.Elem()
	if to.Kind() == reflect.Struct {
		if known := to.FieldByName("digest"); known.IsValid() {
			d.number(known.Uint())
			return
		}
		if to.Type() == programType {
			d.value(to.FieldByName("Digest"))
			d.value(to.FieldByName("Grids"))
			return
		}
	}
	d.value(to)
}

// programType has a digest of its own, under a name of its own.
var programType = reflect.TypeFor[calculator.Program]()
