// A field above a long list that hides the entries which lack what is typed.
import { textOf } from "./elements";
import { fill, wordsOf } from "./words";

const words = wordsOf<"count">("filter");
const plain = (text: string) => text.normalize("NFKC").toLowerCase();

const form = document.querySelector<HTMLFormElement>("[data-filter]");
const field = form?.querySelector("input");
const texts = new Map<HTMLElement, string>();
for (const entry of document.querySelectorAll<HTMLElement>(".source-list > li")) texts.set(entry, plain(textOf(entry)));

function filter(): void {
  const wanted = plain(field!.value).split(/\s+/);
  let count = 0;
  for (const [entry, text] of texts) {
    entry.hidden = !wanted.every((word) => text.includes(word));
    count += +!entry.hidden;
  }
  for (const group of document.querySelectorAll<HTMLElement>("[data-group]")) group.hidden = !group.querySelector("ul > li[id]:not([hidden])");
  form!.querySelector("[role=status]")!.textContent = field!.value.trim() && fill(words.count, { count: `${count}` });
}

form?.addEventListener("submit", (event) => event.preventDefault());
form?.addEventListener("input", filter);
if (field?.value) filter(); // typed before this script came
