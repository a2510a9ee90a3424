/** How an answer is to be shown to a reader. */
export interface View {
  /** Columns that a line should keep to; undefined where nothing limits it. */
  readonly columns: number | undefined;
  /** Whether links are shown whole. */
  readonly links: boolean;
  /** Called where a link is cut. */
  readonly onCut?: (() => void) | undefined;
}
