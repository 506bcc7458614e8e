// Package browser embeds the scripts that attach a calculator's module to its form in a page. The
// contract with the page is at the top of engine.ts, the description it reads in description.ts.
package browser

import "embed"

// Scripts holds the TypeScript sources. The entry points are main.ts, for every page with a calculator,
// engine.ts and sheet.ts, which it loads on demand, and chart.ts, for pages with a chart. In a preview
// preview.ts replaces main.ts.
//
//go:embed *.ts
var Scripts embed.FS
