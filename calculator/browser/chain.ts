// The link to the next calculator, with the answers that it shares with this one. They are behind #, which no server sees,
// and the next page removes them from its address.
import type { Attached } from "./attached";
import type * as buttons from "./buttons";
import type { Shared } from "./description";

/** Opens the next calculator with the shared answers in place. */
export function openNext(c: Attached, title: string, { raw, decimal }: buttons.Shared): void {
  const { chain } = c.description;
  if (!chain) return;
  const answers = new URLSearchParams({ calc: chain.name, from: title });
  for (const shared of chain.shared) {
    const answer = shared.input === undefined ? ofStep(c, shared, decimal) : ofInput(raw(c.form, shared.input), shared);
    if (answer) answers.set(shared.name, answer);
  }
  location.assign(`${chain.address}#${[...answers].length > 2 ? answers : `calc-${chain.name}`}`);
}

function ofInput(answer: string, { options }: Shared): string {
  return options && answer && answer !== "?" ? `${options[+answer]}` : answer;
}

// A result that may still be several values is not passed on.
function ofStep({ root, description }: Attached, { step, options }: Shared, decimal: buttons.Shared["decimal"]): string {
  const j = description.outputs.findIndex((output) => output.step === step);
  const value = root.calculated?.outputs[j].value;
  const { kind, scale = 0 } = description.steps[step!];
  if (!value || root.calculated!.stopped) return "";
  if (options) {
    const place = options.findIndex((_, bit) => value[0] === 1n << BigInt(bit));
    return place < 0 ? "" : `${options[place]}`;
  }
  if (value[0] !== value[1]) return "";
  return kind === "date" ? new Date(Number(value[0]) * 864e5).toISOString().slice(0, 10) : decimal(value[0], scale).replace("−", "-");
}
