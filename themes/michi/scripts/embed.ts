// Content of other sites (::embed). Nothing of it is loaded before the reader presses its button.

/** Makes the buttons of all such blocks work. */
export function addEmbeds(): void {
  document.querySelectorAll<HTMLElement>("[data-embed]").forEach(attachEmbed);
}

/** Makes the button of one block work. */
export function attachEmbed(block: HTMLElement): void {
  block.querySelector("button")?.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = block.dataset.embed!;
    frame.title = block.dataset.title!;
    frame.referrerPolicy = "strict-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-forms");
    frame.allowFullscreen = true;
    block.querySelectorAll("p").forEach((p) => p.remove());
    block.append(frame);
    frame.focus();
  });
}
