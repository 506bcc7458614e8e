package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
)

// installFolder is where a theme has what devices need to keep the site among their programs: icons
// and manifest.json.
const installFolder = "install"

// ManifestName is the file that describes the site to devices (https://www.w3.org/TR/appmanifest/).
const ManifestName = "manifest.webmanifest"

// A Name is what devices call a site.
type Name struct{ Title, Description, Lang string }

// InstallFiles returns the icons of a theme and the manifest: what the theme's manifest.json says,
// with the site's name. Addresses in it are relative, so it holds under every base URL. The error is
// of a file that cannot be read, or of a manifest.json that is no JSON object.
func InstallFiles(theme fs.FS, name Name) ([]File, error) {
	files, err := folderFiles(theme, installFolder)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		if f.Output != "manifest.json" {
			continue
		}
		text, err := manifest(f.Bytes, name)
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", installFolder, f.Output, err)
		}
		files[i] = File{Output: ManifestName, Bytes: text}
	}
	return files, nil
}

// manifest completes a theme's part of the manifest.
func manifest(part []byte, name Name) ([]byte, error) {
	members := make(map[string]any)
	if err := json.Unmarshal(part, &members); err != nil {
		return nil, err
	}
	members["name"], members["short_name"], members["lang"] = name.Title, name.Title, name.Lang
	members["id"], members["start_url"], members["scope"] = "./", "./", "./"
	if name.Description != "" {
		members["description"] = name.Description
	}
	return json.Marshal(members)
}
