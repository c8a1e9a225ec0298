import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import type { Answer } from '../answer';
import { command } from '../command-line';
import { requireProviders, type Deployment } from '../deployment';
import { Refusal } from '../failures';
import { oneProvider } from '../providers';
import { withTable } from '../table';
import { collect } from './collect';
import { pageOf } from './page';

interface BundleOptions {
  provider: string;
  id: string;
  out?: string;
}

/** What AT&T is given when it is asked about a case. */
export const bundleCommand = command<BundleOptions>({
  name: 'bundle',
  about:
    'What AT&T is given when it is asked about a case: ids, times, states, hashes and trace ids, without personal data',
  argument: { name: 'id', about: 'of the request, of its call, of the port-in, activation, batch, quote or order' },
  options: [oneProvider, new Option('--out <folder>', 'write bundle.json and bundle.md there')],
  changes: 'nothing',
  act: make,
});

async function make(deployment: Deployment, { provider, id, out }: BundleOptions): Promise<Answer> {
  requireProviders(deployment, [provider]);
  const files = out === undefined ? [] : ['bundle.json', 'bundle.md'].map((name) => join(out, name));
  const there = files.find((file) => existsSync(file));
  if (there !== undefined) throw new Refusal(`${there} is there already. Nothing was written.`);
  const bundle = await withTable(deployment, (table) => collect(deployment, table, provider, id, Date.now()));
  if (!bundle) throw new Refusal(`${provider} has nothing of that id. What is older than 30 days may be forgotten.`);
  const page = pageOf(bundle);
  if (out === undefined) return { text: page, data: bundle };
  mkdirSync(out, { recursive: true });
  const [json = '', markdown = ''] = files;
  writeFileSync(json, `${JSON.stringify(bundle, null, 2)}\n`, { flag: 'wx' });
  writeFileSync(markdown, `${page}\n`, { flag: 'wx' });
  return { text: `Written: ${json}, ${markdown}.`, data: { files, bundle } };
}
