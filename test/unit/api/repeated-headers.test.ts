import { ownRoutes } from '#routes/registry';
import { singleHeaders } from '#api/gateway-event';
import { everyWrite, everyWriteRig } from '../../support/every-write';

let rig: Awaited<ReturnType<typeof everyWriteRig>>;
beforeAll(async () => {
  rig = await everyWriteRig();
});

const everyRead = ownRoutes.filter(({ method }) => method === 'GET').map(({ id }) => id);

describe('a header that says one thing, given twice', () => {
  it.each([...everyWrite, ...everyRead])('%s: is refused by name, and nothing is done', async (id) => {
    for (const name of singleHeaders) {
      // The same value twice is refused as well: nobody says a thing twice on purpose.
      const { status, body } = await rig.call(id, { headers: { [name.toUpperCase()]: ['a', 'a'] } });
      expect({ status, ...body }).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: [{ parameter: `header ${name}`, detail: 'is given more than once' }],
      });
    }
    expect(rig.done()).toEqual([]);
  });
});
