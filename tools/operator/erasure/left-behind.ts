import { dayMs } from '#platform/table/key-pattern';
import type { Tenant } from '../../../lib/config/tenant';
import type { Subject } from './subject';

/** What an erasure does not reach, and until when it is there. */
export interface LeftBehind {
  where: string;
  what: string;
  /** Day, in UTC; absent where only somebody ends it. */
  until?: string;
}

const dayAfter = (nowMs: number, days: number): string => new Date(nowMs + days * dayMs).toISOString().slice(0, 10);

export const leftBehind = (tenant: Tenant, subject: Subject, nowMs: number): LeftBehind[] => [
  {
    where: 'backups of the table (point-in-time recovery)',
    what: 'everything, as it was; a restored table has to be erased again before it is used',
    until: dayAfter(nowMs, 35),
  },
  { where: 'exports and backups that somebody has made', what: 'everything, as it was' },
  { where: 'the table’s stream', what: 'what the erased items were', until: dayAfter(nowMs, 1) },
  {
    where: 'request records and bulk writes',
    what: 'hashes, times and outcomes, so that a repeat asks AT&T nothing; no content',
    until: dayAfter(nowMs, 30),
  },
  { where: 'the queue of webhooks', what: 'events that are being delivered', until: dayAfter(nowMs, 14) },
  {
    where: 'dead letters of the event bus',
    what: 'events that it has laid aside encrypted, if any: nobody can tell whose they are',
    until: dayAfter(nowMs, 14),
  },
  {
    where: 'executions of state machines that have ended',
    what: 'AT&T’s ids of what was polled, ids of bulk writes',
    until: dayAfter(nowMs, 90),
  },
  { where: 'memory of functions', what: 'answers to reads', until: dayAfter(nowMs, 1) },
  {
    where: 'logs',
    what: 'ids of requests, clients and Solution Providers; no numbers',
    until: dayAfter(nowMs, tenant.logRetentionDays),
  },
  { where: 'the audit', what: 'that it was done; of whom only as a keyed hash' },
  { where: 'AT&T, and receivers of webhooks', what: 'what they were sent' },
  ...('solutionProvider' in subject
    ? [{ where: 'Secrets Manager, clients’ grants, the tenant’s file', what: 'its credentials, and that it is named' }]
    : []),
];

export const inWords = ({ where, what, until }: LeftBehind): string =>
  `  ${where}: ${what}${until === undefined ? '' : `, until ${until}`}`;
