import { canOnlyCheck, everyWrite, everyWriteRig, needsKey } from '../../support/every-write';

type Parts = Parameters<Awaited<ReturnType<typeof everyWriteRig>>['call']>[1];
type Spelling = [string, Parts];

/** A line each. */
const prefer = (...lines: string[]): Spelling => [`Prefer: ${lines.join(' / ')}`, { headers: { Prefer: lines } }];

/** As RFC 7240 has it, on one line or several. */
const legal: Spelling[] = [
  ['?validate=true', { query: { validate: 'true' } }],
  ['prefer: handling=validate', { headers: { prefer: 'handling=validate' } }],
  prefer('handling=validate'),
  prefer('HANDLING=Validate'),
  prefer('handling="validate"'),
  prefer('handling="vali\\date"'),
  prefer('handling = validate'),
  prefer(' handling=validate ,'),
  prefer('return=minimal, handling=validate'),
  prefer('handling=validate; strictness=high, wait=10'),
  prefer('handling=validate', 'return=minimal'),
  prefer('return=minimal', 'respond-async', 'handling=validate'),
  prefer('handling=validate', 'handling=validate'),
  ['both', { query: { validate: 'true' }, headers: { Prefer: 'handling=validate' } }],
  ['one of both', { query: { validate: 'false' }, headers: { Prefer: 'handling=validate' } }],
];

/** Nobody would write these who wants the call carried out. */
const near: Spelling[] = [
  ['?validate=', { query: { validate: '' } }],
  ['?validate=1', { query: { validate: '1' } }],
  ['?validate=TRUE', { query: { validate: 'TRUE' } }],
  ['?Validate=true', { query: { Validate: 'true' } }],
  ['?validated=true', { query: { validated: 'true' } }],
  ['?dryRun=true', { query: { dryRun: 'true' } }],
  ['x-dry-run: true', { headers: { 'x-dry-run': 'true' } }],
  ['X-Validate-Only: true', { headers: { 'X-Validate-Only': 'true' } }],
  prefer('handling=validated'),
  prefer('handling=valid'),
  prefer('handling'),
  prefer('handling=""'),
  prefer('x-handling=validate'),
  prefer('validate'),
  prefer('validate=true'),
  prefer('dry-run'),
  prefer('return=minimal; handling=validate'),
  prefer('return=minimal handling=validate'),
  prefer('handling="validate'),
  prefer('handling=validate', 'handling=strict'),
  prefer('handling=lenient, handling=validate'),
];

let rig: Awaited<ReturnType<typeof everyWriteRig>>;
beforeAll(async () => {
  rig = await everyWriteRig();
});

/** What every spelling of one write is answered with. */
const answers = async (id: string, spellings: Spelling[]) => {
  const all: Record<string, unknown> = {};
  for (const [name, parts] of spellings) {
    const { status, body } = await rig.call(id, parts);
    all[name] = { status, ...body };
  }
  return all;
};

const eachLike = (spellings: Spelling[], expected: object) =>
  Object.fromEntries(spellings.map(([name]) => [name, expect.objectContaining(expected) as unknown]));

describe('whoever asks only to check', () => {
  afterEach(() => expect(rig.done()).toEqual([]));

  it.each(everyWrite.filter(canOnlyCheck))('%s: has it checked, and nothing is done', async (id) => {
    expect(await answers(id, legal)).toEqual(eachLike(legal, { status: 200, valid: true }));
  });

  it.each(everyWrite.filter((id) => !canOnlyCheck(id)))(
    '%s: is told that it cannot be, and nothing is done',
    async (id) => {
      const refused = {
        status: 400,
        code: 'invalid-request',
        detail: 'This route cannot only check. Nothing was done.',
      };
      expect(await answers(id, legal)).toEqual(eachLike(legal, refused));
    },
  );

  it.each(everyWrite)('%s: is refused when it is written otherwise, and nothing is done', async (id) => {
    const parameter = expect.stringMatching(/^(header prefer|(header|query) .*(validate|dry).*)$/i) as unknown;
    const refused = { status: 400, code: 'invalid-request', errors: [expect.objectContaining({ parameter })] };
    expect(await answers(id, near)).toEqual(eachLike(near, refused));
  });
});

describe('a write that would be refused', () => {
  const needing = everyWrite.filter((id) => canOnlyCheck(id) && needsKey(id));

  it.each(needing)('%s: is not called valid without the key it needs', async (id) => {
    const parts = { query: { validate: 'true' }, headers: { 'Idempotency-Key': '' } };
    expect(await rig.call(id, parts)).toMatchObject({ status: 400, body: { code: 'idempotency-key-required' } });
    expect(rig.done()).toEqual([]);
  });

  it('is not called valid when its record could not be kept', async () => {
    const parts = { query: { validate: 'true' }, body: { spId: 'A-06399x', opportunityName: 'x'.repeat(190_001) } };
    expect(await rig.call('apex-create-quote', parts)).toMatchObject({ body: { code: 'request-too-large' } });
  });
});

describe('whoever prefers something else', () => {
  it.each([
    prefer('return=minimal'),
    prefer('handling=strict'),
    prefer('handling=lenient', 'wait=10'),
    prefer(''),
    ['?validate=false', { query: { validate: 'false' } }] satisfies Spelling,
  ])('%s: has it carried out', async (_, parts) => {
    const { call, done } = await everyWriteRig();
    expect((await call('apex-create-quote', parts)).status).toBe(200);
    expect(done()).toContain('apex-create-quote');
  });
});
