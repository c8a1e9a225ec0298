import { createAttClient } from '#att/client';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { poll } from '#polling/poll';
import { bulkRig, submitChanges } from '../../support/bulk-rig';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { attWith, body, lateRig, operation, respondAsync } from '../../support/late-rig';
import { watchDocuments, type DocumentUses } from '../../support/watched-documents';
import { firstInput, learned, pollingWorld, subjectOf } from '../polling/world';

/** Of calls see `once-per-call`. */
let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const parser = 'domain/json/parse-json';

/** What has listed one object more than once. */
const twice = ({ walked }: DocumentUses): unknown[] => walked.flatMap((by) => [...by].filter(([, count]) => count > 1));

it('a poll reads AT&T’s answer once, walks through it once for each thing it has to know, and writes none to compare it', async () => {
  const world = pollingWorld({ client, replyTo: () => new Error('not asked'), startMs: Date.now() });
  await learned(world, subjectOf(requestPortIn, {}), { id: 'P1', state: 'acknowledged' });
  const secret = () => Promise.resolve({ current: { clientId: 'made-up-id', clientSecret: 'made-up-secret' } });
  const { log, metrics } = world;
  const transport = fakeTransport(wireAnswer(200, { id: 'P1', state: 'pending' }));
  const credentials = { read: secret, reread: secret };
  const att = createAttClient({ transport, credentials, log, metrics, now: () => Date.now() });
  const input = await firstInput(world, { kind: 'port-in', id: 'P1' });
  const uses = await watchDocuments(() => poll({ ...world.deps, att }, input));
  expect([uses.parsed, twice(uses)]).toEqual([[parser], []]);
  expect(Object.fromEntries(uses.walked[0] ?? [])).toMatchObject({ [parser]: 1, 'att/conforms': 1 });
  expect(uses.written).toEqual([]);
  // Where nothing is new either.
  const again = await watchDocuments(() => poll({ ...world.deps, att }, input));
  expect([again.parsed, again.written]).toEqual([[parser], []]);
});

it('a worker reads what was handed over as it is, and writes no JSON of it but what is kept of the answer', async () => {
  const late = lateRig({ client, transport: attWith().transport });
  await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
  const uses = await watchDocuments(() => late.deliver());
  // What it has to know of the call; its body, which was checked and goes as it is; AT&T’s answer.
  expect(uses.parsed).toEqual(['requests/handover', parser, parser]);
  expect([uses.written, twice(uses)]).toEqual([['domain/masking/mask-echoes'], []]);
  expect(uses.walked[1]?.has('domain/json/nesting')).toBe(false);
});

it('a row reads what was sealed of it; everything else is the call’s', async () => {
  const rig = await bulkRig({ client });
  await submitChanges(rig, 1);
  const uses = await watchDocuments(() => rig.run());
  expect(uses.parsed).toEqual(['bulk/sealed-content', parser, parser]);
  expect(uses.written).not.toContain(parser); // AT&T gets the row’s own text.
  expect(twice(uses)).toEqual([]);
});
