// What scripts add to a page that is complete without them.
import { addCopyButtons } from "./code";
import { followReading } from "./contents";
import { addEmbeds } from "./embed";
import { addFurigana } from "./furigana";
import { keepForOffline } from "./register";
import { attachSearch } from "./lookup";
import { showNotes } from "./terms";
import { addPrinting } from "./print";
import { attachSettings } from "./settings";
import { attachSharing } from "./share";
import { addTabs } from "./tabs";
import { unfoldBeside } from "./unfold";

unfoldBeside();
attachSettings();
addFurigana();
attachSharing();
attachSearch();
showNotes();
addPrinting();
addCopyButtons();
addTabs();
addEmbeds();
followReading();
keepForOffline();
