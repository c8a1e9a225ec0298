import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedBindings } from '../../../lib/config/check-bindings';
import { ConfigurationMistake } from '../../../lib/config/configuration-mistake';
import { loadTenant } from '../../../lib/config/load-tenant';
import { run } from '../../../tools/contract/commands';
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
  ['of what is no operation', { 'get-portin.json': statement }, /acme.contract.get-portin\.json: is not an operation/],
  [
    'with a member that says nothing',
    { 'get-port-in.json': { ...statement, idAt: '/id' } },
    /acme.contract.get-port-in\.json: Unrecognized key: "idAt"/,
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

/** Statements that are well formed and say what cannot be. */
const wrong: [string, Record<string, object>, RegExp][] = [
  [
    'names a member that the operation has not',
    { 'get-port-in.json': { ...statement, answer: { members: { '/id': '/key', '/state': '/word', '/sate': '/x' } } } },
    /acme.contract.get-port-in\.json: answer\.members\['\/sate'\]: the operation’s reference has no such member; did you mean/,
  ],
  [
    'has a path of what no caller gives',
    { 'get-port-in.json': { ...statement, path: '/ports/{prot}' } },
    /acme.contract.get-port-in\.json: path: \{prot\} is no parameter of the operation/,
  ],
  [
    'leads to a host that nobody knows',
    { 'get-port-in.json': { ...statement, baseUrl: 'https://att.example.net' } },
    /acme.contract.get-port-in\.json: baseUrl: att\.example\.net is not known\. If it leads to AT&T’s uat, list it/,
  ],
  [
    'has a schema that is none',
    { 'request-port-in.json': { request: { members: {}, schema: { type: 'objct' } } } },
    /acme.contract.request-port-in\.json: request\.schema: .*State a whole JSON Schema/,
  ],
  [
    'has a schema with a part in a document nobody has',
    { 'request-port-in.json': { request: { members: {}, schema: { $ref: 'https://example.com/other.json' } } } },
    /acme.contract.request-port-in\.json: request\.schema: can't resolve reference .*State a whole JSON Schema/,
  ],
];

it.each(wrong)('a file that %s is named, with the place in it and what to do', async (_, files, mistake) => {
  const tenant = await loadTenant('acme', folderWith(files));
  expect(() => checkedBindings(tenant)).toThrow(mistake);
});

it('two operations at one address are told by the file of one of them', async () => {
  const there = { baseUrl: 'https://att.example.net', path: '/orders' };
  const files = { 'apex-create-order.json': there, 'apex-hand-off-order.json': there };
  const tenant = await loadTenant('acme', folderWith(files, { hosts: { uat: ['att.example.net'] } }));
  expect(() => checkedBindings(tenant)).toThrow(
    /acme.contract.apex-\S+\.json: has the same base URL, method and path as apex-/,
  );
});

it('a mistake in the tenant’s own file is told by its path there', async () => {
  const own = { bindings: { 'get-port-in': { ...statement, path: '/ports/{prot}' } } };
  const tenant = await loadTenant('acme', folderWith({ 'list-subscribers.json': { path: '/x' } }, own));
  expect(() => checkedBindings(tenant)).toThrow(/^The bindings of acme.*\n {2}bindings\.get-port-in\.path: \{prot\}/);
});

it('a schema that is none ends `contract check` with what to do, not with a stack', async () => {
  const files = { 'request-port-in.json': { request: { members: {}, schema: { type: 'objct' } } } };
  await expect(run(['check', '--tenant', 'acme', '--tenants', folderWith(files)])).rejects.toThrow(
    ConfigurationMistake,
  );
});
