import { markdownTable } from '../../../markdown/markdown-table';
import { demoCredentials } from '../../credentials';
import { tincanOperations } from './operations';
import { tincanBase } from './tincan';
import type { TincanOperation } from './tincan-operation';
import { tincanWords } from './words';

/** The part of docs/simulator.md about Tincan. */
export const tincanDocument = (): string =>
  [
    introduction,
    addresses(),
    wordsIntroduction,
    wordTable(),
    'How it says that something is wrong:',
    errors(),
    errorsConclusion,
  ].join('\n\n');

const addresses = (): string =>
  markdownTable(
    ['operation', 'Tincan’s address'],
    tincanOperations.map((one) => [`\`${one.id}\``, `\`${one.method} ${addressOf(one)}\``]),
  );

/** With the query members it takes. */
const addressOf = ({ path, request }: TincanOperation): string => {
  const query = request.flatMap(([, theirs]) => (theirs.startsWith('/query/') ? [theirs.slice('/query/'.length)] : []));
  return query.length === 0 ? path : `${path}?${query.map((name) => `${name}=`).join('&')}`;
};

const { resolution: _, ...otherWords } = tincanWords;

const wordTable = (): string =>
  markdownTable(
    ['of', 'the simulator’s own', 'Tincan’s'],
    Object.entries(otherWords).flatMap(([of, words]) =>
      Object.entries(words).map(([ours, theirs]) => [of, `\`${ours}\``, `\`${theirs}\``]),
    ),
  );

const { clientId, clientSecret } = demoCredentials('mobility', '10006');

const introduction = `## Tincan Mobile, a second dialect

AT&T shows its Mobility reference only to partners it has signed, so what operations assume of it may all be wrong. Tincan Mobile is a carrier that does not exist and has everything in another way: addresses, headers, members, nesting, words, ids, errors. It is spoken beside the own dialect, about the same world: what is ordered in one is seen in the other, and the clock, the control endpoints, the faults, the effects and the magic values are the same. What holds for the gateway when it is bound to Tincan holds for a contract of AT&T's that differs as much. Requests and answers are shown in [Tincan's reference](tincan.md).

- Base URL \`<simulator>${tincanBase}\`. A gateway whose simulator is said to be there calls \`<simulator>${tincanBase}/mobility/…\`.
- Credentials in \`X-App-Id\` and \`X-App-Key\`, with the values of the family \`mobility\`.
- Port orders, accounts and batches have numbers beyond 2^53, as JSON numbers: \`77000001\`, \`650001\` and \`88000001\`, the digits of the simulator's own id, and a 7 that floating point always loses: the \`ban\` of account 287300000002 is 6500012873000000027. Product orders have texts: \`so\` before the digits.
- \`ctn\` is \`+1\` and ten digits in bodies, taken in other spellings too, and ten digits in addresses.
- Writes are answered with \`"errorCode":"0","result":"OK"\`, which says that the call was well received: a withdrawal may all the same be \`REFUSED\`.
- \`page.line\` is no list when there is one line.
- It tells by itself how port orders, product orders and batches stand, if it is started with \`--push-to\`; [Tincan's reference](tincan.md#what-tincan-tells-by-itself) has the messages.
- \`GET /__sim/requests\` shows what was received in Tincan's words, with the operation's id.

\`\`\`sh
curl -s http://localhost:4400${tincanBase}/mobility/lnp/v7/orders \\
  -H 'content-type: application/json' -H 'X-App-Id: ${clientId}' -H 'X-App-Key: ${clientSecret}' \\
  -d '{"order":{"ctn":"+12125550188","ban":6500012873000000027},"losingCarrier":{"acct":"900012345","passcode":"482913","billTo":{"postcode":"10001"}},"identity":{"given":"Kim","family":"Example","premises":{"line1":"100 Example Avenue","town":"New York","region":"NY","postcode":"10001"}}}'
\`\`\``;

const wordsIntroduction = `Words it has for the simulator's own; others, such as a state nobody knows, are the same. The reason of a refused port order is \`R\` and the four digits of the numbers that get it (below): \`PASSCODE_PIN_INVALID\` is \`R0142\`.`;

const errors = (): string =>
  markdownTable(
    ['what happened', 'status', 'answer'],
    [
      [
        'refused; the own dialect has a 4xx',
        '200',
        '`{"Fault":{"faultcode":"Client.NotCovered","faultstring":"…","detail":{"system":"TINCAN-EDGE","severity":"E"}}}`',
      ],
      [
        'wrong credentials, too many calls',
        '401, 429',
        'the same with `Client.Authentication`, `Client.Throttled` (and `Retry-After`)',
      ],
      ['refused; the own dialect has a 200', '200', '`{"errorCode":"NotEligible","result":"NOT_OK","errorText":"…"}`'],
      [
        'broken, as with `sim-500`, `sim-503` and `sim-non-json`',
        '500, 502, 503',
        '`text/xml`: a SOAP envelope with `<faultcode>Server.503</faultcode><faultstring>…</faultstring>`',
      ],
      ['nothing is served there, or not with that method', '404, 405', '`text/html`: a page'],
    ],
  );

const errorsConclusion = `Codes are the simulator's own written otherwise, such as \`Client.NotFound\` for \`NOT_FOUND\` and \`SimInUse\` for \`SIM_IN_USE\`; \`Client.Request\` where it has a status alone. A fault that is ordered with a text as its \`body\` is sent as it is; say its type in \`headers\`.`;
