import { asStated } from '#domain/contract/as-stated';
import type { Contract, PushStatement } from '#domain/contract/statement';
import { polledReads } from '#operations/polled-reads';
import { createPollJobStore } from '#polling/poll-job-store';
import { createTable } from '#platform/table/table';
import { createAskNow } from '#pushes/ask-now';
import type { Push } from '#pushes/push';
import { shownText } from '#pushes/shown-text';
import { saidSince, understandPush, type Understood } from '#pushes/understand-push';
import { anyKind } from '#tracking/long-running/any-kind';
import { toStored } from '#tracking/long-running/long-running-request';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { pushRig } from '../../support/push-rig';

const readsWith = (statements: Record<string, PushStatement>) => {
  const contract = Object.fromEntries(Object.entries(statements).map(([id, push]) => [id, { push }])) as Contract;
  return { contract, reads: polledReads.map(asStated(contract)) };
};

const portIn: PushStatement = { id: '/port', members: { '/state': { at: '/word', words: { FINI: 'completed' } } } };

describe('a message', () => {
  it('is read where the tenant says, with all digits of its id', () => {
    const { reads } = readsWith({ 'get-port-in': portIn });
    expect(understandPush(reads, '{"port":9007199254740993,"word":"fini"}')).toMatchObject({
      read: { id: 'get-port-in' },
      id: '9007199254740993',
      answer: { state: 'completed' },
    });
  });

  it.each([
    ['is of nothing stated', '{"other":1}', 'no-statement'],
    ['has an id that is none', '{"port":{"is":"no id"}}', 'no-statement'],
    ['is of two things', '{"port":"1","order":"2"}', 'several-statements'],
    ['is no JSON', 'port=1', 'no-json'],
  ])('that %s is not guessed at', (_, text, whyNot) => {
    const { reads } = readsWith({ 'get-port-in': portIn, 'alliance-get-order-status': { id: '/order' } });
    expect(understandPush(reads, text)).toEqual({ whyNot });
  });

  it('has an id without the blanks around it', () => {
    const { reads } = readsWith({ 'get-port-in': portIn });
    expect(understandPush(reads, '{"port":" P-1 "}')).toMatchObject({ id: 'P-1' });
  });

  it.each<[string, unknown, string | undefined]>([
    ['in our own zone', '2026-11-05T09:00:00Z', '2026-11-05T09:00:00.000Z'],
    ['in another zone', '2026-11-05T09:00:00.5-0600', '2026-11-05T15:00:00.500Z'],
    ['in no zone', '2026-11-05T09:00:00', undefined],
    ['of no day there is', '2026-13-05T09:00:00Z', undefined],
    ['in a list', ['2026-11-05T09:00:00Z'], undefined],
    ['that is a number', 1_793_000_000, undefined],
    ['that is missing', undefined, undefined],
  ])('says since when by a time %s', (_, since, at) => {
    const { reads } = readsWith({ 'get-port-in': { ...portIn, at: '/since' } });
    const understood = understandPush(reads, JSON.stringify({ port: 'P-1', word: 'fini', since }));
    expect(understood).toMatchObject(at === undefined ? { whyNot: 'no-time' } : { at });
  });

  it.each([
    ['as it says', '2026-11-05T08:59:00.000Z', '2026-11-05T08:59:00.000Z'],
    ['from its receipt where AT&T’s clock is ahead', '2026-11-05T09:01:00.000Z', '2026-11-05T09:00:00.000Z'],
    ['from its receipt where it says nothing', undefined, '2026-11-05T09:00:00.000Z'],
  ])('counts %s', (_, at, since) => {
    const receivedAt = '2026-11-05T09:00:00.000Z';
    expect(saidSince({ at } as Understood, { receivedAt } as Push)).toBe(since);
  });

  it('is told from others by what it has to show', () => {
    const when = (what: string) => ({ when: { '/about': [what] } });
    const { reads } = readsWith({
      'get-port-in': { ...portIn, ...when('port') },
      'get-service-activation': { id: '/port', ...when('activation') },
    });
    expect(understandPush(reads, '{"about":"PORT","port":"1"}')).toMatchObject({ read: { id: 'get-port-in' } });
  });
});

describe('of an order AT&T is asked at once', () => {
  it('by whoever follows it, and by nobody where nobody does or nothing more can come', async () => {
    const clock = fixedClock();
    const table = createTable(await dynaliteClient(), tableName);
    const pollJobs = createPollJobStore(table, clock.now);
    const rig = pushRig({ table, now: clock.now, ...readsWith({ 'alliance-get-order-status': { id: '/order' } }) });
    const target = { solutionProvider: 'A-06399x', kind: 'order-status', id: '8011W00000AbCdEQAV' };
    const body = (news: number) => JSON.stringify({ order: target.id, news });
    expect(await rig.push(body(1))).toBe('waiting');
    await pollJobs.ensure(target, () => []);
    expect(await rig.push(body(2))).toBe('asked');
    expect(rig.started.map(([, { id }]) => id)).toEqual([(await pollJobs.find(target))!.id]);
    await pollJobs.end((await pollJobs.find(target))!, 'final');
    expect(await rig.push(body(3))).toBe('late');
    expect(rig.started).toHaveLength(1);
  });

  it('once, however many ask', async () => {
    const clock = fixedClock();
    const table = createTable(await dynaliteClient(), tableName);
    const pollJobs = createPollJobStore(table, clock.now);
    const read = polledReads.find(({ id }) => id === 'get-port-in')!;
    const target = { solutionProvider: 'A', kind: 'port-in', id: '1' };
    await pollJobs.ensure(target, () => []);
    const job = await pollJobs.find(target);
    const runs = new Set<string>();
    const ask = createAskNow({ ...pollJobs, find: () => Promise.resolve(job) }, (_, { run }) =>
      Promise.resolve(void runs.add(run)),
    );
    await Promise.all([1, 2, 3].map(() => ask(read, 'A', '1')));
    expect([...runs]).toEqual([(await pollJobs.find(target))!.run]);
  });
});

describe('a message whose state may be an old one', () => {
  const confirmedPortIn = async () => {
    const clock = fixedClock();
    const table = createTable(await dynaliteClient(), tableName);
    const { contract } = readsWith({ 'get-port-in': { id: '/port', members: { '/state': '/word' } } });
    const rig = pushRig({ table, now: clock.now, contract });
    const body = (word: string) => JSON.stringify({ port: 'P-1', word });
    const createdAt = new Date(clock.now()).toISOString();
    const confirmed = async () => {
      const observation = {
        ...{ at: new Date(clock.now()).toISOString(), details: {} },
        ...{ status: 'confirmed', state: 'confirmed' },
      };
      const item = { kind: 'port-in', id: 'P-1', solutionProvider: 'A-06399x', origin: 'here' } as const;
      await table.put(toStored({ ...anyKind.newLongRunningRequest({ ...item, observation }, {}), createdAt }));
      clock.advance(60_000);
    };
    const followed = () =>
      createPollJobStore(table, clock.now).ensure(
        { solutionProvider: 'A-06399x', kind: 'port-in', id: 'P-1' },
        () => [],
      );
    return { rig, body, confirmed, followed, clock };
  };

  it('is not believed where AT&T can be asked', async () => {
    const { rig, body, confirmed, followed } = await confirmedPortIn();
    await confirmed();
    await followed();
    expect(await rig.push(body('pending'))).toBe('asked');
    expect(await rig.statesOf('port-in', 'P-1')).toEqual([]);
    expect(await rig.push(body('completed'))).toBe('applied');
    expect(await rig.statesOf('port-in', 'P-1')).toEqual(['completed']);
  });

  it('counts in the order of receipt where nobody can ask', async () => {
    const { rig, body, confirmed } = await confirmedPortIn();
    await confirmed();
    expect(await rig.push(body('pending'))).toBe('applied');
  });

  it('is believed where it says since when', async () => {
    const { rig, body, confirmed, followed, clock } = await confirmedPortIn();
    rig.stated.contract = readsWith({
      'get-port-in': { id: '/port', at: '/since', members: { '/state': '/word' } },
    }).contract;
    await confirmed();
    await followed();
    const since = new Date(clock.now()).toISOString();
    expect(await rig.push(JSON.stringify({ ...(JSON.parse(body('pending')) as object), since }))).toBe('applied');
    expect(rig.started).toEqual([]);
  });

  it('asks nobody where it came before what is known', async () => {
    const { rig, body, confirmed, followed, clock } = await confirmedPortIn();
    expect(await rig.send(body('pending'))).toBe(202);
    clock.advance(60_000);
    await confirmed();
    await followed();
    expect(await rig.look()).toEqual(['late']);
    expect(rig.started).toEqual([]);
  });
});

describe('what a person is shown of a message', () => {
  it('has no secret, under whatever name or in XML', () => {
    expect(shownText('{"a":{"PassCode":"hunter2","ssn":"123456789","word":"DONE"}}')).toBe(
      '{"a":{"PassCode":"[secret]","ssn":"[secret]","word":"DONE"}}',
    );
    expect(shownText('<a pin="12"><b:pass>hunter2</b:pass></a>')).toBe('<a><b:pass></b:pass></a>');
    expect(shownText('pin=12')).toBe('[not shown]');
  });

  it('is cut where it is long', () => {
    expect(shownText(JSON.stringify({ word: 'x'.repeat(9_000) }))).toBe(`{"word":"${'x'.repeat(7_991)}`);
  });
});
