import { ownRoutes } from '#routes/registry';
import { kindOf } from '../../../tools/data-model/check-item';
import { itemKinds } from '../../../tools/data-model/item-kinds';
import { live } from '../../support/two-releases/life';
import { mixedDeployment, type Deployed, type Which } from '../../support/two-releases/mixed-deployment';
import { partnerOf } from '../../support/two-releases/partner';
import { repeatedOtherwise } from '../../support/two-releases/replayed';
import { itemsOf, shownOtherwise } from '../../support/two-releases/shown';

/*
 * The code of the release before, as it was built from its own tree, and today’s in one deployment: each goes on with what the other
 * has stored and sent.
 */

let nowMs = Date.UTC(2026, 10, 2, 15);
const tick = (): void => void (nowMs += 1_000);
beforeAll(() => void jest.spyOn(Date, 'now').mockImplementation(() => nowMs));
afterAll(() => jest.restoreAllMocks());

const lived = async (first: Which, second: Which) => {
  const deployed: Deployed = { by: first };
  const deployment = await mixedDeployment(deployed);
  const partner = partnerOf(deployment, tick);
  // Functions are exchanged one after the other: the authorizer is the other release’s when those that it lets clients to are exchanged.
  const exchange = (to: 'first' | 'second'): void => {
    [deployed.by, deployed.authorizer] = to === 'first' ? [first, second] : [second, first];
  };
  const underWay = await live({ deployment, partner, exchange });
  return { deployment, partner, underWay };
};
type Lived = Awaited<ReturnType<typeof lived>>;

const lives: readonly [title: string, first: Which, second: Which][] = [
  ['which has no other code than today’s', 'today', 'today'],
  ['which is brought back to the release before', 'today', 'before'],
  ['which is updated from the release before', 'before', 'today'],
];

describe.each(lives)('a deployment %s', (_title, first, second) => {
  let life: Lived;
  beforeAll(async () => void (life = await lived(first, second)));

  it('comes to the same end, and nobody complains', () => {
    expect(life.deployment.complaints).toEqual([]);
    expect(life.deployment.posted.length).toBeGreaterThan(10);
  });

  it('had something on every way from one function to another when functions were exchanged', () => {
    for (const [way, count] of Object.entries(life.underWay)) expect([way, count > 0]).toEqual([way, true]);
  });

  it('has done nothing twice at AT&T', () => {
    expect(life.deployment.att.simulation.effects.all().filter(({ count }) => count > 1)).toEqual([]);
  });

  it('shows the same of everything by the code of either release', async () => {
    const { answered, mistakes } = await shownOtherwise(life.partner, life.deployment);
    expect(mistakes).toEqual([]);
    expect(
      [...answered]
        .flatMap(([id, statuses]) => statuses.map((status) => [id, status]))
        .filter(([, status]) => status !== 200),
    ).toEqual([]);
    const reads = ownRoutes.filter(({ method }) => method === 'GET').map(({ id }) => id);
    expect(reads.filter((id) => !answered.has(id))).toEqual([]);
  });

  it('answers a write that is repeated under its key as at first, by the code of either release', () => {
    expect(repeatedOtherwise(life.partner)).toEqual([]);
    const replayed = life.partner.repeated.filter(
      ({ again }) => again.before.headers?.['idempotency-replayed'] === 'true',
    );
    expect(replayed.length).toBeGreaterThan(30);
  });

  it('has items of every kind, but for those that operators make and that take very long lists', async () => {
    const kinds = new Set((await itemsOf(life.deployment)).map(kindOf));
    const others = Object.keys(itemKinds).filter((kind) => !kinds.has(kind as keyof typeof itemKinds));
    expect(others).toEqual(['line-history', 'timeline-entry', 'sighting', 'hold']);
  });
});
