// Copying the address, and the device's own way of sharing where there is one.
import { confirmOn, copy } from "./elements";
import { words } from "./strings";

/** Attaches the share buttons. */
export function attachSharing(): void {
  const address = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const copying = document.querySelector<HTMLButtonElement>("[data-copy]");
  copying?.addEventListener("click", async () => {
    confirmOn(copying, await copy(address) ? words.copied : words.notCopied);
  });
  const sharing = document.querySelector<HTMLButtonElement>("[data-share]");
  sharing?.addEventListener("click", () => {
    // A reader who closes the sharing sheet has done nothing wrong.
    navigator.share({ title: document.title, url: address }).catch(() => {});
  });
}
