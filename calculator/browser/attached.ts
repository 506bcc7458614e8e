// An attached calculator, as the other files use it.
import type { Description } from "./description";
import type { Evaluate } from "./module";
import type { Calculated } from "./result";

/** The element of a calculator, with its last results. */
export type CalculatorElement = HTMLElement & { calculated?: Calculated; attached?: Attached };

/** An attached calculator. */
export interface Attached {
  root: CalculatorElement;
  form: HTMLFormElement;
  description: Description;
  evaluate: Evaluate;
  /** The question in view where they are asked one at a time. */
  current?: number;
}
