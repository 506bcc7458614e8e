package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"shirube/generator/internal/publish"
)

// installFolder is a theme's folder of what installs the site as a PWA: icons and manifest.json.
const installFolder = "install"

// ManifestName is the file that describes the site to devices (https://www.w3.org/TR/appmanifest/).
const ManifestName = "manifest.webmanifest"

// A Name is how a site is named on devices.
type Name struct{ Title, Description, Lang string }

// InstallFiles returns the icons of a theme and the manifest: what the theme's manifest.json says,
// with the site's name. Addresses in it are relative, so it holds under every base URL. The error is
// of a file that cannot be read, or of a manifest.json that is no JSON object.
func InstallFiles(theme fs.FS, name Name) ([]publish.Output, error) {
	files, err := folderFiles(theme, installFolder)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		if f.Path != "manifest.json" {
			continue
		}
		text, err := manifest(f.Bytes, name)
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", installFolder, f.Path, err)
		}
		files[i] = publish.Output{Path: ManifestName, Bytes: text}
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
