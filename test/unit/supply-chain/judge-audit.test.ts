import { judgeAudit } from '../../../tools/supply-chain/audit/judge-audit';

const answered = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } });

it.each([
  ['nothing is known against it', answered({ low: 0, moderate: 0, high: 0, critical: 0, total: 0 }), { is: 'clean' }],
  ['only what is slight', answered({ low: 3, info: 1, high: 0, total: 4 }), { is: 'clean' }],
  [
    'something grave',
    answered({ moderate: 1, high: 2, total: 3 }),
    { is: 'vulnerable', counts: { moderate: 1, high: 2 } },
  ],
  ['a registry that does not answer', '{"error":{"summary":"405 Method Not Allowed"}}', { is: 'unanswered' }],
  ['no registry', '', { is: 'unanswered' }],
])('%s', (_title, printed, verdict) => {
  expect(judgeAudit(printed)).toEqual(verdict);
});
