package render

// logo returns the picture in the head of each page; nil for none.
func (r *Renderer) logo() *Logo {
	p := r.pictures[r.in.Site.Logo]
	if p == nil {
		return nil
	}
	return &Logo{r.shared.url(p.output), p.width, p.height, r.in.Site.Settings.LogoAlt}
}

// footLinks returns the links at the foot of an edition's pages.
func (r *Renderer) footLinks(edition string) []FootLink {
	var links []FootLink
	for _, l := range r.in.Site.FootLinks[edition] {
		url := l.Outside
		switch {
		case l.Page != nil:
			url = r.shared.url(l.Page.URL)
		case l.File != "":
			url = r.shared.url(l.File)
		}
		links = append(links, FootLink{NewLink(l.Title, url), l.Outside != ""})
	}
	return links
}
