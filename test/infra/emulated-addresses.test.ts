import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';
import { pointAtEmulator } from '../deploy/emulated-addresses';
import { makeEmulatable } from '../deploy/emulated-assembly';
import { anApp } from './app';
import { aTenant, readable } from './synthesized';

const emulator = 'http://127.0.0.1:4566';
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Properties: z.unknown() })),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })),
});

/** What people and the authorizer are told where `npm run emulator` deploys a tenant. */
const addressesOf = (tenant = aTenant()) => {
  process.env['CDK_VALIDATION'] = 'false';
  const { directory } = anApp({ tenant, simulatorUrl: 'http://127.0.0.1:4400' }).synth();
  makeEmulatable({ directory, tenant: tenant.tenant, emulatorUrl: emulator });
  pointAtEmulator(directory, tenant.tenant, emulator);
  const [data, api] = (['data', 'api'] as const).map((part) =>
    templateSchema.parse(
      JSON.parse(readFileSync(join(directory, `${stackName(tenant.tenant, part)}.template.json`), 'utf8')),
    ),
  );
  const authorizer = z.looseObject({ Environment: z.object({ Variables: z.looseObject({ JWKS_URI: z.unknown() }) }) });
  const keys = Object.values(api!.Resources).flatMap(({ Properties }) => {
    const uri = authorizer.safeParse(Properties).data?.Environment.Variables.JWKS_URI;
    return uri === undefined ? [] : [readable(uri)];
  });
  return { token: data!.Outputs['TokenUrl']?.Value, api: readable(api!.Outputs['ApiUrl']?.Value), keys };
};

it('tokens, their keys and the API are where the emulator has them', () => {
  const { token, api, keys } = addressesOf();
  expect(token).toBe(`${emulator}/oauth2/token`);
  expect(api).toMatch(new RegExp(`^${emulator}/restapis/<Api\\w+>/<\\w+>/_user_request_$`));
  expect(keys).toEqual([expect.stringMatching(new RegExp(`^${emulator}/<\\w+>/\\.well-known/jwks\\.json$`))]);
});

it('a token issuer of the tenant’s own stays where it is', () => {
  const tokenIssuer = { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/keys', audience: 'a' };
  const { token, keys } = addressesOf(aTenant({ tokenIssuer }));
  expect([token, keys]).toEqual([undefined, ['https://login.example.com/keys']]);
});
