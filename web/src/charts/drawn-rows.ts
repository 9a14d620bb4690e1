/** One bar: from … to on the axis of all rows. */
export interface DrawnRow {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly tone: 'plain' | 'short' | 'over';
  /** What is said of it at the right edge. */
  readonly text: string;
  /** Not certain yet: outlined instead of filled. */
  readonly open?: boolean;
  readonly strong?: boolean;
  /** Ends of an interval. */
  readonly low?: number;
  readonly high?: number;
  /** A second figure on the same axis, as a diamond. */
  readonly mark?: number;
}
