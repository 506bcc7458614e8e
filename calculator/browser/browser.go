// Package browser embeds the scripts that attach a calculator's module to its form in a page. The
// contract with the page is at the top of main.ts, the description it reads in description.ts.
package browser

import "embed"

// Scripts holds the TypeScript sources. The entry points are main.ts, for every page with a
// calculator, and chart.ts, for those that draw one. In a preview preview.ts takes the place of main.ts.
//
//go:embed *.ts
var Scripts embed.FS
