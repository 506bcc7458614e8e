package search

// spoken returns what queries are rid of before their words are looked for: patterns of JavaScript with what stands in
// their place. People ask as they speak; what only shows how they speak, or is grammar in kanji, is no word to find. A phrase
// is still looked for as it was typed.
func spoken() [][2]string {
	return [][2]string{
		{`[、。？！?!\s]+$`, ""},
		{`全然|絶対に?|本当[にはの]|ほんとう?[にはの]|結局|普通[には]|マジで`, ""},
		{`(?:の|こと|方法|やり方)?(?:が|を|か|かが|かを)?(?:知りたい|しりたい|教えて|おしえて|気になる|わからない|分からない)(?:です|ください|下さい|ほしい|欲しい|んですけど|んだけど)*$`, ""},
		{`(.)(?:って|とは|は|の)(?:何|なに|なん|どう|どんな(?:もの|こと|感じ))?(?:なの|のこと|ですか|でしょうか|だろう|なんですか|いう意味|意味|か)*$`, "$1"},
		{`んですけど|んだけど|のですが|んですが|のかな|でしょうか`, ""},
		{`大丈夫|平気|下さい`, "かな"},
		{`無(?=[しいく])`, "な"},
		{`出来`, "でき"},
		{`(?<=[どこそあ]の)位`, "くらい"},
	}
}
