// What the server sends to a page after each build; events.go says the same.

/** A mistake or a warning. Line is left out where the whole file is meant. */
export interface Finding {
  place: string;
  file: string;
  line?: number;
  message: string;
  suggestion?: string;
  excerpt?: string;
}

/** The page at this address, and the digests of what pages of the site load. */
export interface PageInView {
  key: string;
  file?: string;
  state?: "draft" | "future" | "expired";
  warnings?: Finding[];
  missing?: boolean;
  gone?: string;
  movedTo?: string;
  near?: string;
  styles: Record<string, string>;
  scripts: string;
  modules: string;
}

/** What a page receives after each build, for its own address. */
export interface Message {
  revision: number;
  failed: boolean;
  /** What is in view after a build with errors. */
  view: "nothing" | "part" | "before";
  findings?: Finding[];
  warnings: number;
  editable: boolean;
  page: PageInView;
}
