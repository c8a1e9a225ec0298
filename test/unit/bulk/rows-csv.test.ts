import { parse } from 'csv-parse/sync';
import { bulkRig } from '../../support/bulk-rig';
import { numbersOf } from '../../support/bulk-writes';

const csv = { accept: 'text/csv' };

const finished = async (references: readonly string[]) => {
  const rig = await bulkRig();
  const numbers = numbersOf(references.length);
  rig.seedLines(numbers.slice(1));
  const rows = numbers.map((subscriberNumber, index) => ({
    reference: references[index]!,
    pathParameters: { subscriberNumber },
    body: { ratePlanCode: 'UNLIMITED-B' },
  }));
  const { body } = await rig.submit({ body: { operation: 'change-rate-plan', rows } });
  await rig.run();
  return { rig, id: String(body['id']) };
};

describe('the rows of a bulk write as CSV', () => {
  it('are all there, each with how it went', async () => {
    const { rig, id } = await finished(Array.from({ length: 30 }, (_, index) => `line ${index}`));
    const { status, headers, text } = await rig.rowPage(id, { headers: csv });
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    expect(rows.map(({ row, reference }) => [row, reference])).toEqual(
      rows.map((_, index) => [String(index), `line ${index}`]),
    );
    expect(rows).toHaveLength(30);
    expect(rows[0]).toMatchObject({ state: 'rejected', settled: 'true', status: '422', code: 'upstream-rejected' });
    expect(rows[1]).toMatchObject({ state: 'succeeded', settled: 'true', status: '200', attempts: '1', code: '' });
  });

  it('may be those in one state', async () => {
    const { rig, id } = await finished(['one', 'two']);
    const { text } = await rig.rowPage(id, { headers: csv, query: { state: 'rejected' } });
    expect(parse(text, { columns: true })).toEqual([expect.objectContaining({ reference: 'one' })]);
  });

  it('have no formula in a cell', async () => {
    const { rig, id } = await finished(['x', '=HYPERLINK("https://example.com")', '@SUM(1)', '+1', '-1', 'a,"b"\nc']);
    const rows: Record<string, string>[] = parse((await rig.rowPage(id, { headers: csv })).text, { columns: true });
    expect(rows.filter(({ reference = '' }) => /^[=@+-]/.test(reference))).toEqual([]);
    expect(rows.at(-1)).toMatchObject({ reference: 'a,"b"\nc' });
  });

  it.each([{ limit: '10' }, { cursor: 'x' }])('are not divided into pages: %j', async (query) => {
    const { rig, id } = await finished(['one']);
    const { status, body } = await rig.rowPage(id, { headers: csv, query });
    expect([status, body]).toMatchObject([400, { errors: [{ parameter: `query ${Object.keys(query)[0]}` }] }]);
  });
});
