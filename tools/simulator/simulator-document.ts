import { operations } from '#operations/registry';
import { markdownTable } from '../markdown/markdown-table';
import { tincanOperations } from './dialects/tincan/operations';
import { tincanDocument } from './dialects/tincan/tincan-document';
import { faultKinds } from './faults';
import { listedMagicValues } from './magic-values';

/** The whole of docs/simulator.md: introductions written by hand, tables from the code. */
export const simulatorDocument = (): string =>
  [
    introduction,
    markdownTable(['kind', 'what happens'], faultRows()),
    tincanDocument(),
    magicIntroduction,
    magicTable(),
  ].join('\n\n') + '\n';

const faultRows = (): string[][] => Object.entries(faultKinds).map(([kind, { outcome }]) => [`\`${kind}\``, outcome]);

const magicTable = (): string =>
  markdownTable(
    ['operation', 'where', 'value', 'outcome'],
    listedMagicValues().map(({ operation, where, value, outcome }) => [
      operation === '*' ? 'every operation' : `\`${operation}\``,
      `\`${where}\``,
      `\`${value}\``,
      outcome,
    ]),
  );

const ofMobility = operations.filter(({ family }) => family === 'mobility');
/** An operation may have several addresses there. */
const inTincan = ofMobility.filter(({ id }) => tincanOperations.some((one) => one.id === id));

const introduction = `# The AT&T simulator

A double of AT&T for development, tests and sandboxes: \`npm run simulator\` starts it alone, \`npm start\` behind the gateway. It listens on this machine only.

- Every operation is served at \`/<domain><path of its binding>\`, e.g. \`POST /end-customer/customerAccountLookup\`, and ${inTincan.length} of the ${ofMobility.length} of Mobility once more in [another dialect](#tincan-mobile-a-second-dialect).
- A Solution Provider's credentials are \`client_id: demo-<family>-<id>\` and \`client_secret: demo-secret-<family>-<id>\`, with the families \`ordering-apex\`, \`ordering-alliance\` and \`mobility\`. Other credentials get 401, a missing required header 400. AT&T publishes neither answer; both are assumed.
- A request equal to a published sample gets the published answer, whatever the order of its members, as long as the simulator would say so too: not once credit was declined, a step is done or out of its turn, or what the sample names was made already. Every other request is answered from what the simulator remembers of that Solution Provider, or like the operation's first example; what it answered by a sample is so from then on.
- With a state file (\`--state <file>\`) AT&T's memory, its clock and the credentials survive a restart. Received requests and waiting faults do not.

## Control endpoints

JSON in, JSON out. A mistake is answered 400 with \`errors\`, a list of sentences.

- \`GET /__sim/requests\`: what was received, newest last, at most 10,000: method, path, operation, Solution Provider, client id, whether the secret was right, headers, \`bodyText\` exactly as received, \`body\`, answer status, fault, effect. \`?operation=<id>\` filters; \`?since=\` takes a request's \`number\` (later ones) or a time.
- \`GET /__sim/effects\`: what was really done, by operation, Solution Provider and key, with the \`count\`. \`?operation=<id>\` filters. A count above 1 is something done twice.
- \`POST /__sim/reset\`: back to the beginning, with ids that were not given before: whoever asks may still know the old ones. With \`{"seed": "mine"}\` the same calls get the same ids again.
- \`GET /__sim/clock\`, \`POST /__sim/clock\` with \`{"advance": "PT72H"}\`: what takes AT&T days happens now, in order of time.
- \`POST /__sim/credentials\` with \`{"solutionProvider", "family", "clientId", "clientSecret", "accepted"}\`: has AT&T accept or refuse a pair from now on, the demo pair too.
- \`GET /__sim/state\`, \`POST /__sim/state\` with \`{"kind", "solutionProvider", "key", "set": {…}}\`: shows what AT&T remembers; puts a thing into any state and cancels what was to happen to it.
- \`GET /__sim/magic-values\`: the table at the end of this page.
- \`GET /__sim/faults\`, \`DELETE /__sim/faults\`: the faults still to happen.
- \`POST /__sim/faults\` with \`{"operation": "<id>" or "*", "fault": {…}, "times": 1, "solutionProvider": "<id>"}\`: has the next requests go wrong; the last two members may be left out.

A fault has any of \`delayMs\` (the work is done, the answer comes late), \`status\` and \`body\` (answered instead, nothing is done; a string is sent as it is), \`headers\` (added to the answer) and \`kind\`:`;

const magicIntroduction = `## Magic values

The closed list of inputs with a fixed outcome. The gateway hands \`x-transaction-id\` on, so the faults work through it as well.`;
