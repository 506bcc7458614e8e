// A calculator at work, as all that serves it sees it.
import type { Description } from "./description";
import type { Evaluate } from "./module";
import type { Calculated } from "./result";

/** The element of a calculator, with its last results and what is attached to it. */
export type CalculatorElement = HTMLElement & { calculated?: Calculated; attached?: Attached };

/** A calculator at work. */
export interface Attached {
  root: CalculatorElement;
  form: HTMLFormElement;
  description: Description;
  evaluate: Evaluate;
  /** The question in view where they are asked one at a time. */
  current?: number;
}
