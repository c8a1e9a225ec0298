import { pointInTime } from '#domain/point-in-time';
import { routeGroups } from '#routes/registry';

const ways = ['+02:00', '+0200', ' 02:00', ' 0200'].map((offset) => `2026-03-05T11:00:00${offset}`);

describe('a point in time', () => {
  it.each([...ways, '2026-03-05T04:00:00-05:00', '2026-03-05T04:00:00-0500', '2026-03-05T09:00:00Z'])(
    'may be written %j',
    (text) => {
      expect(Date.parse(pointInTime.parse(text))).toBe(Date.UTC(2026, 2, 5, 9));
    },
  );

  it.each([
    '2026-03-05',
    '2026-03-05T09:00:00',
    '2026-02-30T09:00:00+0000',
    '2026-03-05T09:00:00+00',
    'now',
    '',
    '20260305',
  ])('is not %j', (text) => {
    expect(pointInTime.safeParse(text).success).toBe(false);
  });

  const members = routeGroups.flatMap((group) =>
    group.routes.flatMap(({ id, request }) => [
      ...Object.entries(request.query?.shape ?? {}).map(([name, schema]) => [`${id} query ${name}`, schema] as const),
      ...Object.entries(request.body && 'shape' in request.body ? (request.body.shape as object) : {}).map(
        ([name, schema]) => [`${id} body ${name}`, schema as typeof pointInTime] as const,
      ),
    ]),
  );

  it('may be written both ways in every own route that takes one', () => {
    const takesTime = members.filter(
      ([, schema]) => schema.safeParse('2026-03-05T09:00:00Z').success && !schema.safeParse('x').success,
    );
    const refused = takesTime.filter(([, schema]) => ways.some((way) => !schema.safeParse(way).success));
    expect(refused.map(([name]) => name)).toEqual([]);
    expect(takesTime.length).toBeGreaterThanOrEqual(5);
  });
});
