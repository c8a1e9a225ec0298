/** What a reader of a problem document needs to know about its kind. `retryable`: the same call may succeed later, unchanged. */
export interface ProblemType {
  status: number;
  title: string;
  retryable: boolean;
  /** What to do next. A single problem may carry a more precise one. */
  hint: string;
}
