import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTable } from '#platform/table/table';
import { newPollJobItem } from '#polling/poll-job';
import { withoutProvider, withProvider } from '../../../tools/operator/edit-tenant-file';
import { tableName } from '../../support/dynalite-client';
import { operated } from '../../support/operated';
import { temporaryDirectory } from '../../support/temporary-directory';

const example = readFileSync(join(import.meta.dirname, '..', '..', '..', 'tenants', 'example.ts'), 'utf8');
const more = { id: 'B-1', families: ['mobility'] };

describe('a tenant’s file', () => {
  it('in TypeScript gets one more, and loses it again, byte for byte', () => {
    const edited = withProvider(example, 'example.ts', more);
    expect(edited).toContain(
      "    { id: '10006', families: ['ordering-alliance', 'mobility'] },\n    { id: 'B-1', families: ['mobility'] },\n  ],",
    );
    expect(withoutProvider(edited, 'example.ts', 'B-1')).toBe(example);
  });

  it.each(['A-06399x', '10067', '10006'])('loses %s and nothing else', (id) => {
    const edited = withoutProvider(example, 'example.ts', id);
    const lines = example.split('\n').filter((line) => !line.includes(`{ id: '${id}'`));
    expect(edited).toBe(lines.join('\n'));
  });

  it.each([
    ['on one line', '{"tenant":"t","solutionProviders":[{"id":"A","families":["mobility"]}],"x":1}'],
    ['on several', '{\n\t"solutionProviders": [\n\t\t{ "id": "A", "families": ["mobility"] }\n\t]\n}\n'],
    ['with CRLF', '{\r\n  "solutionProviders": [\r\n    { "id": "A", "families": ["mobility"] }\r\n  ]\r\n}\r\n'],
  ])('in JSON %s stays JSON and as it was', (_, text) => {
    const edited = withProvider(text, 't.json', more);
    expect(JSON.parse(edited)).toMatchObject({ solutionProviders: [{ id: 'A' }, more] });
    expect(withoutProvider(edited, 't.json', 'B-1')).toBe(text);
  });

  it.each([
    ['no list', 'export default defineTenant({ solutionProviders: providers });'],
    ['none of it stated as text', 'export default defineTenant({ solutionProviders: [one] });'],
  ])('that has %s is left to its owner', (_, text) => {
    expect(() => withoutProvider(text, 't.ts', 'A')).toThrow(/by hand. Nothing was changed/);
  });
});

const editable = async (ids = ['A-1', 'A-2']) => {
  const tenants = temporaryDirectory('tenants-');
  const file = join(tenants, 'acme.json');
  const solutionProviders = ids.map((id) => ({ id, families: ['mobility'] }));
  writeFileSync(
    file,
    JSON.stringify({ tenant: 'acme', environment: 'uat', region: 'us-east-1', solutionProviders }, null, 2),
  );
  const world = await operated();
  const sp = (line: string) => world.gateway(`sp ${line} --tenant acme --tenants ${tenants}`);
  const stated = () =>
    (JSON.parse(readFileSync(file, 'utf8')) as { solutionProviders: { id: string }[] }).solutionProviders.map(
      ({ id }) => id,
    );
  return { ...world, sp, stated, table: createTable(world.dynamoDb, tableName) };
};

describe('sp add', () => {
  it('states one more and says which commands come next', async () => {
    const { sp, stated } = await editable();
    expect((await sp('add --provider A-3 --family mobility ordering-apex --dry-run')).out).toContain('would state A-3');
    expect(stated()).toEqual(['A-1', 'A-2']);
    const { out } = await sp('add --provider A-3 --family mobility ordering-apex');
    expect(stated()).toEqual(['A-1', 'A-2', 'A-3']);
    expect(out).toMatch(
      /tenant check[^]*cdk deploy --all -c tenant=acme[^]*credentials set .*ordering-apex[^]*sp verify/,
    );
  });

  it.each([
    ['A-1', 'mobility', 'acme has A-1 already'],
    ['A_3', 'mobility', 'must be 1 to 32 letters'],
    ['A-3', 'mobile', 'families'],
  ])('of %s with %s changes nothing', async (id, family, err) => {
    const { sp, stated } = await editable();
    expect(await sp(`add --provider ${id} --family ${family}`)).toMatchObject({
      ...{ exitCode: 1, err: expect.stringContaining(err) },
    });
    expect(stated()).toEqual(['A-1', 'A-2']);
  });
});

describe('sp remove', () => {
  it('is refused while something is under way, and says what is retained', async () => {
    const { sp, stated, table } = await editable();
    await table.put(newPollJobItem({ solutionProvider: 'A-1', kind: 'port-in', id: 'P1' }, Date.now(), []));
    expect(await sp('remove --provider A-1')).toMatchObject({
      ...{ exitCode: 1, err: expect.stringContaining('polled at AT&T: 1') },
    });
    expect(stated()).toEqual(['A-1', 'A-2']);
    expect((await sp('remove --provider A-2 --dry-run')).out).toContain('would state A-2 no more');
    expect((await sp('remove --provider A-1 --even-so')).out).toMatch(/polled at AT&T: 1[^]*Retained: its records/);
    expect(stated()).toEqual(['A-2']);
  });

  it('leaves a tenant its last one', async () => {
    const { sp } = await editable(['A-1']);
    expect(await sp('remove --provider A-1')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('the only one'),
    });
  });
});
