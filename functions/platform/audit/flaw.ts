/** What is wrong with a chain, and where: `sequence` is the place of the entry, or of the first that is missing. */
export interface AuditFlaw {
  kind: 'changed' | 'missing' | 'reordered' | 'head' | 'unproven';
  sequence: number;
  /** The last of those that are missing, or cannot be proven. */
  to?: number;
  what: string;
}
