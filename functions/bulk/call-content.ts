import type { Labels } from '#domain/labels';

/** What a call of the operation is made of. */
export interface CallContent {
  pathParameters: Record<string, string>;
  /** JSON, digits as the partner wrote them; absent where the operation takes none. */
  body?: string;
}

/** A row as the partner submitted it. */
export interface SubmittedRow extends CallContent, Labels {
  reference?: string;
}

interface PlannedRow extends Labels {
  row: number;
  reference?: string;
}

/** A call with the rows it carries, by their place in the submission. */
export interface PlannedCall extends CallContent {
  rows: readonly PlannedRow[];
}
