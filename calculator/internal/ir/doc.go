// Package ir defines typed programs: expressions, units and ranges, with names resolved, decimal
// scales settled and every value proved to stay inside an interval of 64-bit integers. Package
// check builds them; the compiler and the reference evaluator, which share no code, read nothing
// else. The exact semantics of each expression is documented with its node in expr.go and
// time.go.
//
// # Values
//
// A value is the set of numbers or options that a quantity may be:
//
//	Number, Date   a closed interval of stored integers, two words: low, high (low ≤ high)
//	YesNo, Choice  a non-empty set of possibilities, one word: bit i set = option i is possible
//	Set            two words, must and may (must ⊆ may): option i certainly / possibly holds
//
// A word is a signed 64-bit integer. A Number is stored as an integer: value = stored ÷ 10^Scale, in the
// unit of its Type (10% is 10 at scale 2, for its value is 0.10). A Date is stored as days since
// 1970-01-01 in the proleptic Gregorian calendar and is always in the years 1 to 9999. YesNo has
// the options 0 = いいえ, 1 = はい. A full answer is an interval with low = high, or a set of one; a
// partial answer is anything wider. A full answer may still give a result that is wider than one
// value, where a rule says that two outcomes are possible.
//
// # Soundness
//
// For every full answer that fits a partial one, the full result is in the partial result. Each
// node states the exact value it yields for partial operands, so that two implementations agree bit
// for bit; soundness follows node by node, because every rule is an inclusion-monotone extension of
// the rule on single values. Terms of a Sum are distinct, so that the range of a sum of independent
// inputs is exact.
//
// # Overflow
//
// The checker proves, over the declared ranges of all inputs, that every quantity that a node's
// description names fits in a signed 64-bit integer. An implementation that computes exactly the
// named quantities needs no test at run time. Nothing traps: divisors are proved positive, a Lookup
// always has a row that fits, and branches that are not taken are computed on clamped operands.
// This holds as long as every input is in its Range (or is a non-empty subset of its options).
package ir
