import { createTable, type Table } from '#platform/table/table';
import { webhookEndpoints } from '#platform/table/keys';
import type { Endpoint } from '#webhooks/endpoint';
import { createEndpointStore, mostEndpoints } from '#webhooks/endpoint-store';
import { signingSecretsOf } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

const clock = fixedClock();
let table: Table;
beforeEach(async () => (table = createTable(await dynaliteClient(), tableName)));

const store = (own: Table = table) => createEndpointStore(own, clock.now, signingSecretsOf());
const made = (id = 'we_1', parts: object = {}) =>
  store().create({
    id,
    solutionProvider: 'SP-A',
    url: 'https://a.example.com/',
    types: ['*'],
    description: 'a',
    ...parts,
  });
const found = async (id = 'we_1') => (await store().find('SP-A', id))!;
const versionOf = ({ updatedAt }: Endpoint) => Date.parse(updatedAt);

describe('an endpoint', () => {
  it('is the one that was made first under its id', async () => {
    const first = await made();
    clock.advance(1_000);
    expect(await made('we_1', { url: 'https://b.example.com/' })).toEqual(first);
    const lost = { ...table, get: () => Promise.resolve(undefined) };
    const fresh = { ...first, url: 'https://c.example.com/' };
    expect(await store(lost).create(fresh)).toMatchObject({ url: 'https://c.example.com/' });
  });

  it('is listed with all of its Solution Provider, oldest first, though more were made than may be', async () => {
    const count = mostEndpoints + 4;
    // Made in another order than that of their ids.
    const ids = Array.from({ length: count }, (_, index) => `we_${String((index * 7) % count).padStart(2, '0')}`);
    for (const id of ids) {
      await made(id);
      clock.advance(1);
    }
    await store().create({
      id: 'we_b',
      solutionProvider: 'SP-B',
      url: 'https://b.example.com/',
      types: [],
      description: '',
    });
    const all = await store().list('SP-A');
    expect(all.map(({ id }) => id)).toEqual(ids);
  });

  it('is changed as it stands, and every change is a version of its own', async () => {
    const endpoint = await made();
    const changed = (await store().change(endpoint, { description: 'b' }))!;
    const again = (await store().change(endpoint, { types: ['order.*'] }, [versionOf(changed)]))!;
    expect(again).toMatchObject({ description: 'b', types: ['order.*'] });
    expect([versionOf(endpoint), versionOf(changed), versionOf(again)]).toEqual(
      [0, 1, 2].map((more) => versionOf(endpoint) + more),
    );
    clock.advance(60_000);
    expect(versionOf((await store().rotateSecret(again))!)).toBe(clock.now());
    expect((await found()).secrets).toHaveLength(2);
  });

  it.each<[string, (endpoint: Endpoint, expected: number[]) => Promise<unknown>]>([
    ['changed', (endpoint, expected) => store().change(endpoint, { description: 'b' }, expected)],
    ['given a new secret', (endpoint, expected) => store().rotateSecret(endpoint, expected)],
    ['removed', (endpoint, expected) => store().remove(endpoint, expected)],
  ])('is not %s in another version than the one that was read', async (_, change) => {
    const endpoint = await made();
    await expect(change(endpoint, [versionOf(endpoint) + 1])).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await found()).toEqual(endpoint);
    await store().change(endpoint, { description: 'other' });
    await expect(change(endpoint, [versionOf(endpoint)])).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await found()).toMatchObject({ description: 'other' });
    const newest = await found();
    await change(newest, [1, versionOf(newest)]);
    expect(await found()).not.toEqual(newest);
  });

  it('is removed in whatever version it is where none is expected', async () => {
    const endpoint = await made();
    await store().change(endpoint, { description: 'other' });
    await store().remove(endpoint);
    expect(await found()).toBeUndefined();
    expect(await store().change(endpoint, { description: 'b' })).toBeUndefined();
    expect(await store().askAgain(endpoint)).toBeUndefined();
    expect(await store().disable(endpoint, 'gone')).toBe(false);
  });

  it('is switched off once, with the reason', async () => {
    const endpoint = await made();
    expect(await store().disable(endpoint, 'failing')).toBe(true);
    const off = await found();
    expect(off).toMatchObject({ enabled: false, disabledReason: 'failing' });
    expect(off.timeline).toEqual([expect.objectContaining({ type: 'disabled', reason: 'failing' })]);
    expect(await store().disable(endpoint, 'gone')).toBe(false);
    expect(await found()).toMatchObject({ disabledReason: 'failing', timeline: off.timeline });
  });

  it.each(['urlVerification', 'failoverUrlVerification', 'description'])(
    'is read again when it was changed while a change was made: %s',
    async (name) => {
      const endpoint = await made('we_1', { failoverUrl: 'https://f.example.com/' });
      let times = 0;
      const put: Table['put'] = async (item, condition) => {
        if ((times += 1) === 1)
          await (name === 'description'
            ? store().change(endpoint, { description: 'other' })
            : store().markVerification(endpoint, name === 'urlVerification' ? 'url' : 'failoverUrl', 'verified'));
        return table.put(item, condition);
      };
      const changed = await store({ ...table, put }).change(endpoint, { types: ['order.*'] });
      expect([times, changed?.types]).toEqual([2, ['order.*']]);
      expect(await found()).toEqual(changed);
      if (name === 'description') expect(changed).toMatchObject({ description: 'other' });
      else expect((changed as Record<string, unknown>)[name]).toBeUndefined();
    },
  );

  it('has room made in a timeline that is full', async () => {
    const endpoint = await made();
    const entry = { at: endpoint.createdAt, type: 'enabled', before: 'disabled', after: 'enabled' };
    const key = webhookEndpoints.key.of({ solutionProvider: 'SP-A', endpointId: 'we_1' });
    await table.update({ key, set: { timeline: Array.from({ length: 100 }, () => entry) } });
    await store().disable(endpoint, 'by-request');
    expect(await found()).toMatchObject({ enabled: false, movedEntries: 25 });
    expect((await found()).timeline).toHaveLength(76);
  });
});

describe('a URL that was asked', () => {
  const both = { failoverUrl: 'https://f.example.com/' };

  it('is verified, or failed until it is asked again', async () => {
    const endpoint = await made('we_1', both);
    await store().markVerification(endpoint, 'url', 'verified');
    await store().markVerification(endpoint, 'failoverUrl', 'failed');
    expect(await found()).toMatchObject({ failoverUrlVerification: 'failed' });
    expect(await found()).not.toHaveProperty('urlVerification');
    await store().markVerification(endpoint, 'url', 'failed');
    expect(await store().askAgain(endpoint)).toMatchObject({ failoverUrlVerification: 'pending' });
    expect(await found()).not.toHaveProperty('urlVerification');
  });

  it('is another by then, which has to be asked itself', async () => {
    const endpoint = await made('we_1', both);
    await store().change(endpoint, { url: 'https://other.example.com/' });
    await store().markVerification(endpoint, 'url', 'verified');
    expect(await found()).toMatchObject({ urlVerification: 'pending' });
  });
});

describe('an endpoint that fails', () => {
  it('is known to fail since the first attempt, until something gets through', async () => {
    const endpoint = await made();
    const [first, second] = ['2026-11-02T12:00:00.000Z', '2026-11-02T13:00:00.000Z'] as const;
    await store().clearFailing(endpoint);
    await store().markFailing(endpoint, first);
    await store().markFailing(endpoint, second);
    const failing = await found();
    expect(failing).toMatchObject({ failingSince: first, updatedAt: endpoint.updatedAt });
    await store().markFailing(failing, second);
    await store().clearFailing({ ...failing, failingSince: second });
    expect(await found()).toMatchObject({ failingSince: first });
    await store().clearFailing(failing);
    expect(await found()).not.toHaveProperty('failingSince');
  });

  it('is nothing to remember once it is switched off or gone', async () => {
    const endpoint = await made();
    await store().disable(endpoint, 'by-request');
    await store().markFailing(endpoint, '2026-11-02T12:00:00.000Z');
    expect(await found()).not.toHaveProperty('failingSince');
    await store().remove(endpoint);
    await store().markFailing(endpoint, '2026-11-02T12:00:00.000Z');
    expect(await found()).toBeUndefined();
  });

  it('asks nothing of the table where there is nothing to remember or forget', async () => {
    const changes: unknown[] = [];
    const update: Table['update'] = (change) => (changes.push(change), table.update(change));
    const endpoint = await made();
    await store({ ...table, update }).clearFailing(endpoint);
    await store({ ...table, update }).markFailing(
      { ...endpoint, failingSince: endpoint.createdAt },
      endpoint.createdAt,
    );
    expect(changes).toEqual([]);
  });
});
