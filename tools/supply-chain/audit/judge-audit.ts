import * as z from 'zod';

const report = z.looseObject({
  metadata: z.looseObject({ vulnerabilities: z.record(z.string(), z.int()) }),
});

/** What `npm audit --json` came to. `unanswered`: the registry does not answer audits, so nothing is known. */
export type AuditVerdict =
  { is: 'clean' } | { is: 'vulnerable'; counts: Readonly<Record<string, number>> } | { is: 'unanswered' };

/** Severities for which nothing is released. */
const grave = ['moderate', 'high', 'critical'];

/** @param printed on standard output */
export const judgeAudit = (printed: string): AuditVerdict => {
  const read = report.safeParse(parsed(printed));
  if (!read.success) return { is: 'unanswered' };
  const counts = Object.fromEntries(
    Object.entries(read.data.metadata.vulnerabilities).filter(
      ([severity, count]) => grave.includes(severity) && count > 0,
    ),
  );
  return Object.keys(counts).length > 0 ? { is: 'vulnerable', counts } : { is: 'clean' };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
