/** What a command ends with: for people, for programs, and the code the process exits with (0 unless it says so). */
export interface Answer {
  text: string;
  data: unknown;
  exitCode?: ExitCode;
  /** What was changed, for the audit, which keeps keyed hashes of it; and ids that were not known before. */
  changed?: { before?: unknown; after?: unknown; about?: Readonly<Record<string, string>> };
}

/** Documented in tools/operator/README.md. */
export const exitCodes = {
  done: 0,
  /** Nothing was changed: the command makes no sense for this tenant. */
  refused: 1,
  /** Nothing was done: the command line itself is wrong. */
  usage: 2,
  /** It was looked at, and is not in order. */
  notInOrder: 3,
  /** AWS or the deployment did not do it. */
  failed: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
