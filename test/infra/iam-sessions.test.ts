import { sessionTag } from '#platform/aws/sessions';
import { functionName } from '../../lib/names';
import { itemKinds } from '../../tools/data-model/item-kinds';
import { accountOf, type DeployedFunction } from './iam/account';
import { callsOf, isOfOne, solutionProvider, type AwsCall } from './iam/calls';
import { decisionsIn, inWords, type Principal } from './iam/decisions';
import { aTenant, synthesize } from './synthesized';

const tenant = aTenant({
  readCacheSeconds: 10,
  pushes: { secretHeader: 'X-Push-Secret', sources: ['192.0.2.0/24'] },
  lateAnswers: { operations: ['request-port-in', 'change-number'], seconds: 300 },
});
const account = accountOf(synthesize({ tenant }), tenant.tenant);
const { byRole, itself, inSessionFor, askingAs, isAllowedTo, decidedOtherwise } = decisionsIn(account);

describe('what functions may do in a session for one Solution Provider', () => {
  const another = '10006';
  const withSessions = byRole.filter(([, [one]]) => one!.session !== undefined);
  /** What is called for one Solution Provider and is of another, where keys and names say whose something is. */
  const ofAnother = (one: DeployedFunction): AwsCall[] => {
    const own = new Set(callsOf(one, account, tenant).map(inWords));
    return callsOf(one, account, tenant, another).filter((call) => !own.has(inWords(call)));
  };

  it('has one for every function but those that no client calls and that have nobody’s credentials: what the door, the stream, queues and sweeps are for', () => {
    const without = account.functions.filter(({ session }) => session === undefined).map(({ name }) => name);
    expect(without.toSorted()).toEqual(
      [
        ...['authorizer', 'bulk-writer', 'event-publisher', 'poller-sweep', 'push-receiver', 'sighting-keeper'],
        'webhook-sender',
      ].map((id) => functionName(tenant.tenant, id)),
    );
  });

  it('allows nothing of another’s: no item whose key says whose it is, and no credentials', async () => {
    let asked = 0;
    const found: Record<string, string[]> = {};
    for (const [role, [one]] of withSessions) {
      const calls = ofAnother(one!);
      asked += calls.length;
      const otherwise = await decidedOtherwise(role, calls, false);
      if (otherwise.length > 0) found[one!.name] = otherwise;
    }
    expect(found).toEqual({});
    expect(asked).toBeGreaterThan(100);
    // The same calls are allowed in a session that is for that one: what differs is for whom it is.
    for (const [role, [one]] of withSessions)
      for (const call of ofAnother(one!)) {
        const decided = await Promise.all(askingAs(role, another).map((principal) => isAllowedTo(principal, call)));
        expect([one!.name, inWords(call), decided.some(Boolean)]).toEqual([one!.name, inWords(call), true]);
      }
  });

  it('allows nothing of anybody’s that is for nobody', async () => {
    for (const [, [one]] of withSessions) {
      const named = [...ofAnother(one!), ...callsOf(one!, account, tenant)].filter(({ action, context, resource }) =>
        /^secrets/.test(action)
          ? resource.includes(solutionProvider)
          : JSON.stringify(context).includes(solutionProvider),
      );
      for (const call of named)
        expect([inWords(call), await isAllowedTo(inSessionFor(one!.session!, undefined), call)]).toEqual([
          inWords(call),
          false,
        ]);
    }
  });

  it('is all that a function has of what is a Solution Provider’s: its own role has nothing of it', async () => {
    const found: string[] = [];
    for (const [role, [one]] of withSessions)
      for (const call of callsOf(one!, account, tenant).filter(({ context, resource }) =>
        [JSON.stringify(context), resource].some((text) => text.includes(solutionProvider)),
      ))
        if (await isAllowedTo(itself(role), call)) found.push(`${one!.name}: ${inWords(call)}`);
    expect(found).toEqual([]);
    const partitions = new Set(Object.values(itemKinds).map(({ key: { partition } }) => partition));
    expect([...partitions].filter(isOfOne).length).toBeGreaterThanOrEqual(15);
  });

  const take = (resource: string, tags: Record<string, string>): AwsCall[] =>
    ['sts:AssumeRole', ...(Object.keys(tags).length === 0 ? [] : ['sts:TagSession'])].map((action) => ({
      action,
      resource,
      context: {
        ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value])),
        ...(Object.keys(tags).length > 0 && { 'aws:TagKeys': Object.keys(tags) }),
      },
    }));
  const mayTake = async (principal: Principal, session: string, tags: Record<string, string>): Promise<boolean> => {
    const decided = await Promise.all(take(session, tags).map((call) => isAllowedTo(principal, call)));
    return decided.every(Boolean);
  };
  const sessions = [...new Set(withSessions.map(([, [one]]) => one!.session!))];

  it('can be taken by the roles of its functions, with one Solution Provider’s id, and not otherwise', async () => {
    for (const [role, [one]] of withSessions) {
      const [session, own] = [one!.session!, itself(role)];
      expect([one!.name, await mayTake(own, session, { [sessionTag]: another })]).toEqual([one!.name, true]);
      expect(await mayTake(own, session, {})).toBe(false);
      expect(await mayTake(own, session, { [sessionTag]: '' })).toBe(false);
      expect(await mayTake(own, session, { [sessionTag]: another, Takes: 'other' })).toBe(false);
      expect(await mayTake(own, session, { Takes: 'other' })).toBe(false);
    }
  });

  it('can be taken by nobody else’s role, and by no session for another Solution Provider', async () => {
    const everybody = byRole.map(([role]) => role);
    for (const session of sessions) {
      const own = new Set(withSessions.flatMap(([role, [one]]) => (one!.session === session ? [role] : [])));
      for (const role of everybody.filter((one) => !own.has(one)))
        expect([role, await mayTake(itself(role), session, { [sessionTag]: another })]).toEqual([role, false]);
      for (const other of sessions)
        expect(await mayTake(inSessionFor(other, another), session, { [sessionTag]: solutionProvider })).toBe(false);
    }
  });
});
