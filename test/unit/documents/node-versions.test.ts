import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const root = join(__dirname, '..', '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ engines: z.looseObject({ node: z.string().optional() }).optional() })),
});

/** Packages that want a newer Node.js than the oldest one the README supports. */
const wantNewer = (oldest: number): string[] =>
  Object.entries(lockSchema.parse(JSON.parse(read('package-lock.json'))).packages)
    .filter(
      ([path, { engines }]) => path !== '' && Number(/^>=\s*(\d+)[\d.]*$/.exec(engines?.node ?? '')?.[1] ?? 0) > oldest,
    )
    .map(([path]) => path.replace('node_modules/', ''));

describe('the README on Node.js', () => {
  it('names the packages npm warns of on the oldest version it supports', () => {
    const readme = read('README.md');
    const oldest = Number(/^Node\.js (\d+) or later/m.exec(readme)?.[1]);
    const named = /npm warns \(`EBADENGINE`\) of ([^;]*?), which/.exec(readme)?.[1] ?? '';
    expect([...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(wantNewer(oldest));
  });

  it('is right that a global cdk starts the Node.js that npm brings', () => {
    const { app } = z.object({ app: z.string() }).parse(JSON.parse(read('cdk.json')));
    expect(app).toMatch(/^npx node /);
  });
});
