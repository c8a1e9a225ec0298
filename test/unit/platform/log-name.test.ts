import { logNameOf } from '#platform/log-name';

const named = (kind: string, id: string) => logNameOf({ solutionProvider: 'A-06399x', kind, id });

it('tells one thing from another, without its id', () => {
  expect(named('port-in', 'PORT-1')).toMatch(/^port-in-[\w-]{16}$/);
  expect(named('port-in', 'PORT-1')).toBe(named('port-in', 'PORT-1'));
  expect(named('port-in', 'PORT-1')).not.toBe(named('port-in', 'PORT-2'));
});

it.each([
  ['subscriber', '2125550143'],
  // A tenant’s contract may have AT&T name a port-in by the number it is of.
  ['port-in', '2125550143'],
  ['port-in', '+1 (212) 555-0143'],
])('there is none of a %s whose id is %s, which a digest would not hide', (kind, id) => {
  expect(named(kind, id)).toBeUndefined();
});
