import * as z from 'zod';
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

  const shapeOf = (schema: z.ZodType | undefined): Record<string, z.ZodType> =>
    schema instanceof z.ZodObject ? schema.shape : {};

  const members = routeGroups.flatMap((group) =>
    group.routes.flatMap(({ id, request }) =>
      [shapeOf(request.query), shapeOf('body' in request ? request.body : undefined)].flatMap((shape) =>
        Object.entries(shape).map(([name, schema]) => ({ name: `${id} ${name}`, schema })),
      ),
    ),
  );

  it('may be written both ways in every own route that takes one', () => {
    const takesTime = members.filter(
      ({ schema }) => schema.safeParse('2026-03-05T09:00:00Z').success && !schema.safeParse('x').success,
    );
    const refused = takesTime.filter(({ schema }) => ways.some((way) => !schema.safeParse(way).success));
    expect(refused.map(({ name }) => name)).toEqual([]);
    expect(takesTime.length).toBeGreaterThanOrEqual(5);
  });
});
