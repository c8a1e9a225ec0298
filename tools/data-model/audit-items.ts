import type { AuditEntry, AuditHead } from '#platform/audit/entry';
import { attributesOf, type ItemDescription } from './describe-item';

/** Who did what, and what has to stay. */
export const auditItems = {
  'audit-entry': {
    title: 'Audit entry',
    what: 'Who did what for which Solution Provider: an entry of a chain, which is that of a Solution Provider’s callers or of all operators (`_operators`). Chained by keyed hashes; never changed, never deleted, not by an erasure either. No function that keeps records may read or write it.',
    writtenBy: '`npx gateway`, before and after whatever changes something; the event publisher, of what callers did.',
    code: 'functions/platform/audit',
    attributes: attributesOf<AuditEntry>({
      chain: 'clear',
      sequence: 'clear',
      id: ['clear', 'random, or hashed with a key of what the act is known by'],
      at: 'clear',
      actor: ['clear', 'an operator’s ARN; `client:` and the id of a client'],
      action: 'clear',
      phase: 'clear',
      solutionProviders: 'clear',
      about: ['clear', 'ids of the gateway’s and of clients, words of closed lists'],
      hashes: [
        'hashed',
        'with a key from Secrets Manager: what it was before and after, whom it was about, `x-actor`, `x-reason`',
      ],
      previous: ['hashed', '`mac` of the entry before'],
      mac: ['hashed', 'with that key, everything else of it'],
    }),
  },
  'audit-head': {
    title: 'Audit head',
    what: 'How long a chain of the audit is, so that its end cannot be cut off unseen.',
    writtenBy: 'Whoever has appended an entry.',
    code: 'functions/platform/audit',
    attributes: attributesOf<AuditHead>({
      sequence: 'clear',
      mac: ['hashed', 'of the last entry'],
      seal: ['hashed', 'with the same key, chain, sequence and mac'],
    }),
  },
  hold: {
    title: 'Legal hold',
    what: 'Whose data nobody may erase, and does not expire, until the hold is released. No function reads or writes it.',
    writtenBy: '`npx gateway hold`.',
    attributes: {
      holdId: 'clear',
      subject: ['clear', 'a telephone number, a partner’s reference, a client or a Solution Provider'],
      reason: ['clear', 'of the operator'],
      by: ['clear', 'the operator’s ARN'],
      at: 'clear',
    },
  },
} satisfies Record<string, ItemDescription>;
