import * as z from 'zod';
import { pointAtEmulator } from './emulated-addresses';
import { makeEmulatable } from './emulated-assembly';

/**
 * The CDK's app for `npm run emulator`: `tsx test/deploy/emulated-app.ts <emulator> <simulator>`. Synthesizes as `bin/app.ts` does, with the
 * simulator as AT&T, and makes of it what the emulator carries; addresses of AWS that people and the authorizer use are the emulator's.
 */
const [emulatorUrl = '', simulator = ''] = process.argv.slice(2);
const contextVariable = 'CDK_CONTEXT_JSON';
const context = z.looseObject({ tenant: z.string().optional() });

const given = context.parse(JSON.parse(process.env[contextVariable] ?? '{}'));
process.env[contextVariable] = JSON.stringify({ ...given, simulator });
await import('../../bin/app');
if (process.exitCode === undefined && given.tenant !== undefined) {
  const directory = process.env['CDK_OUTDIR'] ?? '';
  makeEmulatable({ directory, tenant: given.tenant, emulatorUrl });
  pointAtEmulator(directory, given.tenant, emulatorUrl);
}
