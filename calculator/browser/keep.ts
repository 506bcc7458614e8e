// Answers in a link or on the device: only when asked, and never sent.

const PREFIX = "calculator/";

/** The answers that the address carries behind #, which no server sees. */
export function fromAddress(): string {
  return location.hash.slice(1);
}

/** The answers kept for a calculator; "" where there are none or the device forbids it. */
export function kept(name: string): string {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

/** Keeps answers; false where the device's store is full or forbidden. */
export function keep(name: string, answers: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, answers);
    return true;
  } catch {
    return false;
  }
}

/** Erases what was kept for all calculators; false where the device forbids it. */
export function erase(): boolean {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
    return true;
  } catch {
    return false;
  }
}
