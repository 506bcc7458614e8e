package diagnostic

// A Meaning explains a code to editors. The stage that reports a code documents it.
type Meaning struct {
	Code   string
	Reason string // what has been found and why it matters, in Japanese sentences
	Remedy string // how to mend it
}
