// Package analysis finds out how the results of a typed program depend on its inputs: Cuts are the answers at which a
// rule changes, Trends say whether a value rises or falls with an input. Package refine searches with both. Sharpen
// rewrites sums so that one evaluation on ranges is narrower.
//
// Cuts and Trends are read from expressions alone, without evaluation. What they cannot decide they leave wide: a
// missing cut costs evaluations, and a Trend never claims less change than there is, so a result stays sound.
package analysis
