package render

import "shirube/generator/internal/content"

// ownValues returns the values of a site's own keys as templates use them.
func ownValues(values []content.OwnValue, l Localizer) map[string]any {
	own := make(map[string]any, len(values))
	for _, v := range values {
		switch v.Kind {
		case content.OwnNumber:
			own[v.Name] = v.Number
		case content.OwnDate:
			own[v.Name] = l.Date(v.Date)
		case content.OwnFlag:
			own[v.Name] = v.Flag
		case content.OwnList:
			own[v.Name] = v.List
		default:
			own[v.Name] = v.Text
		}
	}
	return own
}
