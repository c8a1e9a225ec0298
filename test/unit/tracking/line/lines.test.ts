import { TransportError } from '#att/transport';
import { requestRecords } from '#platform/table/keys';
import { requestKey } from '#requests/request-record';
import { mobilityRig, scriptedAtt, wireAnswer } from '../long-running/mobility-rig';
import { dayMs, done, lineRig, number, path } from './line-rig';

it('is not filled by calls that are refused', async () => {
  const { change, look, stored, sent } = await lineRig({ subscriberNumber: number, status: 'active' });
  await look();
  for (let times = 0; times < 5; times += 1) expect((await change('resume')).status).toBe(409);
  expect([(await stored())?.['timeline'], sent()]).toEqual([[], 0]);
});

describe('a line of which nothing is known', () => {
  it.each(['suspend', 'resume', 'cancel'])('lets %s pass', async (name) => {
    expect(await (await lineRig()).change(name)).toMatchObject({ status: 200, warning: undefined });
  });

  it('lets restore pass with a warning', async () => {
    expect(await (await lineRig()).change('restore')).toMatchObject({
      status: 200,
      warning: '299 - "the date of the cancellation is unknown; AT&T restores for 60 days only"',
    });
  });
});

describe('a line that was seen', () => {
  const allowed: Record<string, readonly string[]> = {
    active: ['suspend', 'cancel'],
    suspended: ['resume', 'cancel'],
    cancelled: ['restore'],
  };
  const cases = Object.keys(allowed).flatMap((status) =>
    ['suspend', 'resume', 'cancel', 'restore'].map((name) => [status, name, allowed[status]!.includes(name)] as const),
  );

  it.each(cases)('as %s: %s is let through: %s', async (status, name, isAllowed) => {
    const { change, look, sent } = await lineRig({ subscriberNumber: number, status });
    await look();
    const answer = await change(name);
    expect([answer.status, answer.code]).toEqual(isAllowed ? [200, undefined] : [409, 'step-not-allowed']);
    expect(sent()).toBe(isAllowed ? 1 : 0);
    if (!isAllowed) expect(answer.missing).toEqual([expect.objectContaining({ fact: 'status', known: status })]);
  });

  it.each([
    [59, 200],
    [61, 409],
  ])('cancelled %i days ago: restore answers %i', async (days, status) => {
    const statusDate = new Date(Date.now() - days * dayMs).toISOString().replace('Z', '+0000');
    const { change, look } = await lineRig({ subscriberNumber: number, status: 'cancelled', statusDate });
    await look();
    const answer = await change('restore');
    expect([answer.status, answer.warning]).toEqual([status, undefined]);
  });

  it('in a status nobody knows, or among several, is not known by that', async () => {
    const { change, look } = await lineRig({ subscriberNumber: number, status: 'ZZ' });
    await look();
    expect((await change('resume')).status).toBe(200);
  });
});

describe('a line the gateway has changed', () => {
  it('goes through suspend, resume, cancel and restore with three requests to the table each', async () => {
    const { rig, change, sent } = await lineRig();
    for (const name of ['suspend', 'resume', 'cancel', 'restore']) {
      rig.client.rest();
      expect((await change(name)).status).toBe(200);
      expect([name, rig.client.sent]).toEqual([name, ['PutItem', 'UpdateItem', 'PutItem']]);
    }
    expect(sent()).toBe(4);
  });

  it('is not suspended twice', async () => {
    const { change, sent } = await lineRig();
    await change('suspend');
    expect(await change('suspend')).toMatchObject({ status: 409, code: 'step-not-allowed' });
    expect(sent()).toBe(1);
  });

  it('may be suspended again after AT&T refused it the first time', async () => {
    const { att, change } = await lineRig();
    att.replies['suspend-subscriber'] = () => wireAnswer(400, { code: 'NO', message: 'no' });
    expect((await change('suspend')).status).toBe(422);
    att.replies['suspend-subscriber'] = done;
    expect((await change('suspend')).status).toBe(200);
  });

  it.each([
    [60, 200],
    [61, 409],
  ])('and cancelled %i days ago: restore answers %i', async (days, status) => {
    const { rig, change, settle } = await lineRig();
    await change('cancel');
    await settle();
    rig.advance(days * dayMs - 2_000);
    if (days > 60) rig.advance(dayMs);
    expect((await change('restore')).status).toBe(status);
  });

  it('may be anything when the change takes effect later', async () => {
    const { change } = await lineRig({ subscriberNumber: number, status: 'active' });
    await change('cancel', { body: { effectiveDate: 'nextBillingCycle' } });
    expect((await change('restore')).status).toBe(200);
    expect((await change('suspend')).status).toBe(200);
  });

  it('counts as AT&T shows it when that is newer', async () => {
    const { change, look } = await lineRig({ subscriberNumber: number, status: 'active' });
    await change('suspend');
    await look();
    expect((await change('suspend')).status).toBe(200);
  });
});

describe('a change nobody knows the outcome of', () => {
  const hourMs = 3_600_000;
  const cancelled = async () => {
    let answer: () => ReturnType<typeof wireAnswer> | Error = () => new TransportError('timeout', true);
    const att = scriptedAtt({
      'suspend-subscriber': () => answer(),
      'get-line-details': () => wireAnswer(200, { lines: [{ subscriberNumber: number, status: 'active' }] }),
    });
    const rig = await mobilityRig(att);
    await rig.call('get-line-details', { query: path });
    rig.advance(1_000);
    const { headers } = await rig.call('cancel-subscriber', { path, body: {}, key: 'first' });
    answer = () => wireAnswer(200, { status: 'Success' });
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    return async (afterMs: number) => {
      rig.advance(afterMs);
      await rig.table.delete(requestKey(requestId));
      return rig.call('resume-subscriber', { path, body: {}, key: 'second' });
    };
  };

  it.each([hourMs, requestRecords.lifetime.ms - hourMs])(
    'leaves its status unknown when its record is gone after %i ms, so it is not refused what it may need',
    async (afterMs) => {
      const resumedAfter = await cancelled();
      expect((await resumedAfter(afterMs)).status).toBe(200);
    },
  );
});
