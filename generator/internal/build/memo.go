package build

import "shirube/calculator/diagnostic"

// A memo keeps the outcome of a pure function for the input that it was last called with.
type memo[K comparable, V any] struct {
	key   K
	isSet bool
	value V
	found diagnostic.List
}

// get returns the function's outcome for key, which stands for all of its input.
func (m *memo[K, V]) get(key K, make func() (V, diagnostic.List)) (V, diagnostic.List) {
	if !m.isSet || m.key != key {
		m.value, m.found = make()
		m.key, m.isSet = key, true
	}
	return m.value, m.found
}
