package search

import "strings"

// variants returns words that Japanese writes in several ways, in groups.
func variants() [][]string {
	var groups [][]string
	for group := range strings.SplitSeq("子供 子ども|障害 障がい 障碍|障害者 障がい者 障碍者|申込 申込み 申し込み|"+
		"問合せ 問い合せ 問い合わせ|手続 手続き|取消 取消し 取り消し|受付 受付け 受け付け|引越 引越し 引っ越し|打合せ 打ち合せ 打ち合わせ|"+
		"見積 見積り 見積もり|払戻 払戻し 払い戻し|組合せ 組み合せ 組み合わせ|仕組 仕組み|届出 届け出|支払 支払い|振込 振込み 振り込み|"+
		"友達 友だち|様々 さまざま|例えば たとえば", "|") {
		groups = append(groups, strings.Fields(group))
	}
	return groups
}
