import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import type { Operation } from '#domain/define-operation';
import { reconcile } from '#requests/reconcile';
import { minutes, noAnswer, reconcilerWorld, shows, visibleWrite } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

describe('a write that a second question tells of where the first leaves it open', () => {
  const asking = (answers: readonly UpstreamResult[]) => {
    const write: Operation = {
      ...visibleWrite,
      readBack: { ...visibleWrite.readBack, then: () => ({ path: { thingId: 'second' }, query: {} }) },
    };
    const asked: unknown[] = [];
    const call = ({ request }: UpstreamCall): Promise<UpstreamResult> => {
      asked.push(request.path['thingId']);
      return Promise.resolve(answers[asked.length - 1]!);
    };
    return { asked, deps: { ...world.deps, att: { call }, operationOf: () => write } };
  };

  it.each<[string, UpstreamResult, UpstreamResult, unknown, unknown[], string]>([
    ['by its answer', shows('undecidable'), shows('applied'), 'succeeded', ['x', 'second'], 'asked: applied.'],
    ['not before it is answered', shows('applied'), noAnswer, 'later', ['x', 'second'], 'ended before'],
    ['and is not asked where the first was not answered', noAnswer, shows('applied'), 'later', ['x'], 'ended before'],
  ])('is decided %s', async (_, first, second, result, wanted, evidence) => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    const { deps, asked } = asking([first, second]);
    expect(await reconcile(deps, record)).toBe(result);
    expect(asked).toEqual(wanted);
    expect((await world.found(record)).evidence.at(-1)).toContain(evidence);
  });
});
