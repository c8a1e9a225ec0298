import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClientRegister } from '../../../tools/local/client-register';
import { demoClients } from '../../../tools/local/demo-clients';
import { temporaryDirectory } from '../../support/temporary-directory';

const pathIn = (folder: string) => join(folder, 'clients.json');

it('keeps what a data folder of an earlier release has: secrets of demo clients', async () => {
  const folder = temporaryDirectory('clients-');
  writeFileSync(pathIn(folder), JSON.stringify({ 'demo-single': 'a-secret-of-an-earlier-release' }));
  const register = await openClientRegister(folder);
  const [single, connector] = demoClients(register, ['A-06399x']);
  expect(single).toMatchObject({ clientId: 'demo-single', clientSecret: 'a-secret-of-an-earlier-release' });
  await register.save();
  const again = demoClients(await openClientRegister(folder), ['A-06399x']);
  expect(again.slice(0, 2)).toEqual([single, connector]);
  expect(register.find('demo-single')).toMatchObject({ name: 'demo-single' });
});

it('is written for its owner alone, once it is saved', async () => {
  const folder = temporaryDirectory('clients-');
  const register = await openClientRegister(folder);
  demoClients(register, ['A-06399x']);
  expect(() => readFileSync(pathIn(folder))).toThrow('ENOENT');
  await register.save();
  expect(statSync(pathIn(folder)).mode & 0o777).toBe(0o600);
});

it('says which file does not hold what it should', async () => {
  const folder = temporaryDirectory('clients-');
  writeFileSync(pathIn(folder), JSON.stringify({ 'demo-single': { name: 'x', scopes: [], secrets: [] } }));
  await expect(openClientRegister(folder)).rejects.toThrow('clients.json is not usable');
});
