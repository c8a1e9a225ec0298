import type { Operation, ReadBack } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { operations } from '#operations/registry';
import { ownRequest } from '#domain/contract/own-shape';
import { markdownTable } from '../markdown/markdown-table';
import { exampleCall } from '../soak/example-call';

const writes = operations.filter(({ idempotency }) => idempotency !== 'safe');

/** The parameters a read is asked with, off the write’s first example: one set of them, the first that the address takes. */
const askedWith = (operation: (typeof writes)[number], { request }: ReadBack): string => {
  const { path = {}, body } = exampleCall(operation.id, 'A-06399x');
  return request(ownRequest(operation, { path, query: {}, body: { text: JSON.stringify(body), value: body } }))
    .map((question) =>
      Object.keys({ ...question.path, ...question.query })
        .map((name) => `\`${name}\``)
        .join(', '),
    )
    .join(' or ');
};

const row = (operation: (typeof writes)[number]): string[] => {
  const { id, notReadBack = '' }: Operation = operation;
  const rules = readBacksOf(operation);
  if (rules.length === 0) return [`\`${id}\``, 'by a person', notReadBack];
  return [
    `\`${id}\``,
    rules.map((rule) => `\`${rule.by.id}\` by ${askedWith(operation, rule)}`).join('; where it is not bound, '),
    rules.flatMap(({ leavesOpen = [] }) => leavesOpen).join(' '),
  ];
};

const table = (idempotency: Operation['idempotency']): string =>
  markdownTable(
    ['operation', 'found out', 'what is not told, or why nothing tells it'],
    writes.filter((one) => one.idempotency === idempotency).map(row),
  );

const intro = `# Writes whose answer was lost

AT&T’s answer to a write can get lost, come too late, or leave open what was done. Such a write is \`unknown\`: it answers 202 with the record of the request,
its \`Idempotency-Key\` stays taken, and **it is never sent again**. (Where AT&T is slow, [workers](late-answers.md) wait for it longer than a caller can.) The reconciler finds out by reading, every two minutes, and tells by an event
(\`request.*\`) and at \`GET /v1/requests/{id}\`:

- **\`succeeded\`**: a read shows what the write made. AT&T’s id is learned from it (\`about\`, \`foundBy\`), what is tracked goes on and is polled, as if the answer had come.
  Where the read does not show AT&T’s id, \`evidence\` says so and no other is given out as it: of an activation that is seen by its line alone the number is known, and there is nothing to track.
- **\`not-applied\`**: a read that would certainly show it does not, 15 minutes after the call had ended. The key is free: send the request again under it.
- **\`needs-attention\`**: nothing can tell; the last \`evidence\` says why. A read that fails, or shows nothing yet that may still come, is asked again for two hours before that.
  An operator is alarmed, asks AT&T, and states what became of it ([runbook](runbooks/outcomes-unknown.md)).

What a read shows may be somebody else’s, such as an older line with the same SIM. It counts as made by the write only if AT&T dates it between the moment the
write was sent and 15 minutes after its call had ended (an activation: any time after), and nothing of it differs from what was asked for. Without a date of AT&T’s,
with one of a day alone, or with two that fit, a person has to look ([decision 0081](decisions/0081-found-again-by-what-ties-it.md)).

A tenant that states its contract ([contract.md](contract.md)) states the reads too: of \`list-port-ins\` the members \`/portIns\` with \`/id\`, \`/state\`, \`/subscriberNumber\`,
\`/orderDate\`, \`/externalId\`; of \`list-service-activations\` \`/activations\` with \`/requestId\`, \`/requestStatus\`, \`/requestDate\`, \`/externalId\`, \`/device/…\`, \`/lines\`; of \`get-line-details\` \`/lines\` with \`/subscriberNumber\`, \`/status\`, \`/activationDate\`, \`/billingAccountNumber\`, \`/device/…\`; of the contract and the credit
check of a quote their ids and \`/createdDate\`. What is not stated decides nothing. A read that is not bound is named in \`evidence\`.

State \`list-port-ins\` and \`list-service-activations\` only if AT&T’s list has every request from the moment AT&T takes it in, whatever becomes of it: that it does not show one counts as proof that nothing was done.
A read is asked by the first of its keys below that the stated \`path\`, or one of the \`addresses\`, takes: with \`"path": "/activations?ref={externalId}"\` by the caller’s reference alone.
`;

/** How the outcome of every write is found out when AT&T’s answer is lost. */
export const unknownOutcomesDocument = (): string =>
  [
    intro,
    '## Writes that make something',
    '',
    table('required'),
    '',
    '## Writes that AT&T would carry out twice to the same end',
    '',
    table('optional'),
    '',
  ].join('\n');
