import { judge } from '#att/judge';
import { inOwnShape } from '#att/own-shape';
import { examplesOf, operations } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import { textAt, valueAt, withValueAt } from '#domain/json/json-pointer';
import { wireAnswer } from '../../support/fakes';

const own = { idAt: '/id', statusAt: '/state' };

describe('id and status', () => {
  it.each([
    ['nested', { data: { key: 'K', how: 'CF' } }, { idAt: '/data/key', statusAt: '/data/how' }],
    ['in a list', [{ key: 'K' }, { how: 'CF' }], { idAt: '/0/key', statusAt: '/1/how' }],
    ['a number', { key: 7, how: 'CF' }, { idAt: '/key', statusAt: '/how' }],
    [
      'inside the member they are read from',
      { id: { key: 'K' }, state: { how: 'CF' } },
      { idAt: '/id/key', statusAt: '/state/how' },
    ],
  ])('%s stand where the operation has them', (_, answer, stated) => {
    const before = JSON.stringify(answer);
    const shaped = inOwnShape(answer, own, stated);
    expect([textAt(shaped, '/id'), textAt(shaped, '/state')]).toEqual([textAt(answer, stated.idAt), 'CF']);
    expect(JSON.stringify(answer)).toBe(before);
  });

  it('are not taken from their usual place when the tenant states another', () => {
    const shaped = inOwnShape({ id: 'wrong', state: 'NY' }, own, { idAt: '/key', statusAt: '/how' });
    expect([valueAt(shaped, '/id'), valueAt(shaped, '/state')]).toEqual([undefined, undefined]);
  });

  it('leave the answer alone where nothing is stated, or it is no object', () => {
    const answer = { id: 'K' };
    expect(inOwnShape(answer, own, own)).toBe(answer);
    expect(inOwnShape(answer, {}, { idAt: '/key' })).toBe(answer);
    expect(inOwnShape(undefined, own, { idAt: '/key' })).toBeUndefined();
    expect(inOwnShape('K', own, { idAt: '/key' })).toBe('K');
  });

  it('do not reach prototypes', () => {
    const shaped = inOwnShape({ key: 'K' }, { idAt: '/__proto__/id' }, { idAt: '/key' });
    expect(Object.hasOwn(shaped as object, '__proto__')).toBe(true);
    expect((shaped as { id?: unknown }).id).toBeUndefined();
  });
});

const movable = (operations as readonly Operation[]).filter(
  ({ binding }) => binding.idAt !== undefined || binding.statusAt !== undefined,
);

it.each(movable.map((operation) => [operation.id, operation] as const))(
  '%s is judged the same wherever the tenant says that id and status are',
  (id, operation) => {
    const { binding, success } = operation;
    const { body } = examplesOf[id as keyof typeof examplesOf][0].answer;
    const prefix = Array.isArray(body) ? '/0/moved/to' : '/moved/to';
    let moved: unknown = body;
    const stated: { idAt?: string; statusAt?: string } = {};
    for (const member of ['idAt', 'statusAt'] as const) {
      const at = binding[member];
      if (at === undefined) continue;
      stated[member] = `${prefix}/${member}`;
      moved = withValueAt(withValueAt(moved, stated[member], valueAt(body, at)), at, undefined);
    }
    const judged = (answer: unknown) =>
      judge(success, wireAnswer(200, answer), (read) => inOwnShape(read, binding, stated));
    const verdict = judged(moved);
    expect(verdict.outcome).toBe('succeeded');
    if (verdict.outcome !== 'succeeded') return;
    for (const at of [binding.idAt, binding.statusAt]) {
      if (at !== undefined) expect(textAt(verdict.body, at)).toBe(textAt(body, at));
    }
    // Not even AT&T’s usual answer is done where the tenant states another place for what tells so.
    const isTold = judge(success, wireAnswer(200, moved)).outcome !== 'succeeded';
    if (isTold) expect(judged(body).outcome).not.toBe('succeeded');
  },
);
