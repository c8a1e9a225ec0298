import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import { describeBindings } from '../../../lib/config/describe-bindings';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { describeOperation } from '../../../tools/openapi/describe-operation';

const root = join(__dirname, '../../..');

describe('what texts say of AT&T’s', () => {
  it('says whose word it is: what AT&T prints, what it answers, what its contract with a tenant says, or what is assumed', () => {
    const folders = ['docs', 'functions', 'lib', 'tools'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    );
    const vague = ['README.md', 'SECURITY.md', ...folders]
      .filter((file) => statSync(join(root, file)).isFile())
      .filter((file) => /AT&T['’]s own\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(vague).toEqual([]);
  });
});

const all: readonly (Operation & (typeof operations)[number])[] = operations;
const descriptionOf = (operation: (typeof all)[number]): string => String(describeOperation(operation)['description']);

describe('the API reference', () => {
  it.each(all.map((operation) => [operation.id, operation] as const))(
    'says of %s what of it is assumed',
    (_, operation) => {
      const { shape, provenance, host } = operation.binding;
      const description = descriptionOf(operation);
      expect(/AT&T prints (neither|no)\b.*assumed/.test(description)).toBe(shape === 'assumed');
      expect(/method and path are assumed/i.test(description)).toBe(provenance === 'assumed');
      expect(description.includes('host in UAT is inferred')).toBe(host === 'inferred');
      expect(describeOperation(operation)['x-att-binding']).toMatchObject({
        members: shape ?? 'printed',
        host: host ?? 'printed',
      });
    },
  );
});

it('the table of addresses says which hosts AT&T does not print for the operation itself', () => {
  const tenant = { tenant: 'acme', environment: 'uat' as const, bindings: {} };
  const rows = describeBindings(tenant, resolveBindings(tenant)).split('\n');
  const inferred = rows.filter((row) => row.includes('host inferred')).map((row) => row.trim().split(/\s+/)[0]);
  expect(inferred).toEqual([
    'apex-enrich-installation-and-shipping',
    'apex-reserve-port',
    'apex-enrich-billing',
    'apex-get-enrichment-status',
  ]);
});
