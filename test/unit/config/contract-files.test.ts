import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTenant } from '../../../lib/config/load-tenant';
import { temporaryDirectory } from '../../support/temporary-directory';

const tenant = {
  tenant: 'acme',
  environment: 'uat',
  region: 'us-east-1',
  solutionProviders: [{ id: 'A-06399x', families: ['mobility'] }],
};
const statement = { path: '/ports', answer: { members: { '/id': '/key', '/state': '/word' } } };

/** A folder with the tenant’s file and some of its contract. */
const folderWith = (files: Record<string, string | object>, own: object = {}): string => {
  const directory = temporaryDirectory('tenants-');
  mkdirSync(join(directory, 'acme', 'contract'), { recursive: true });
  writeFileSync(join(directory, 'acme.json'), JSON.stringify({ ...tenant, ...own }));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(directory, 'acme', 'contract', name), text);
  }
  return directory;
};

it('statements may stand in files of their own', async () => {
  const files = { 'get-port-in.json': statement, 'notes.txt': 'not read' };
  const { bindings } = await loadTenant(
    'acme',
    folderWith(files, { bindings: { 'list-subscribers': { path: '/x' } } }),
  );
  expect(Object.keys(bindings).toSorted()).toEqual(['get-port-in', 'list-subscribers']);
  expect(bindings['get-port-in']).toEqual(statement);
});

it.each([
  ['that is no JSON', { 'get-port-in.json': '{' }, 'get-port-in.json cannot be read'],
  ['of what is no operation', { 'get-portin.json': statement }, 'bindings.get-portin: is not an operation'],
  [
    'with a member that says nothing',
    { 'get-port-in.json': { ...statement, idAt: '/id' } },
    /acme.contract.get-port-in\.json: .*: Unrecognized key: "idAt"/,
  ],
  [
    'with what is no pointer',
    { 'get-port-in.json': { answer: { members: { '/id': 'key' } } } },
    /acme.contract.get-port-in\.json: answer\.members\.\/id: must be a JSON pointer/,
  ],
  [
    'with a rule that says nothing',
    { 'get-port-in.json': { answer: { done: [{}] } } },
    /acme.contract.get-port-in\.json: answer\.done\.0: must name at least one pointer/,
  ],
])('a file %s is refused, with the place of the mistake', async (_, files, mistake) => {
  await expect(loadTenant('acme', folderWith(files as Record<string, string | object>))).rejects.toThrow(mistake);
});

it('an operation may not be stated in two places', async () => {
  const directory = folderWith({ 'get-port-in.json': statement }, { bindings: { 'get-port-in': { path: '/y' } } });
  await expect(loadTenant('acme', directory)).rejects.toThrow(
    /bindings\.get-port-in: is stated in acme.contract.get-port-in\.json as well/,
  );
});
