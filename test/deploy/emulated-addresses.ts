import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Properties: z.record(z.string(), z.unknown()).optional() })),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});
const variables = z.object({ Variables: z.looseObject({ JWKS_URI: z.unknown() }) });

/** An address as a template has it, a text or parts of one, with another in its place where it is AWS's. */
const replaced = (value: unknown, pattern: RegExp, by: string): unknown =>
  JSON.parse(JSON.stringify(value).replace(pattern, by)) as unknown;

const changeTemplate = (path: string, change: (template: z.output<typeof templateSchema>) => void): void => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  change(template);
  writeFileSync(path, JSON.stringify(template));
};

const issuerAddress = /"https:\/\/cognito-idp\.[^/]*\//;
/** Of the API's id and its stage. */
const apiAddress = /"https:\/\/",(\{"Ref":"\w+"\}),"\.execute-api\.[^/]*"\/",(\{"Ref":"\w+"\})/;

/** Makes addresses of AWS that people and the authorizer use the emulator's, in a synthesized assembly. Those a tenant states stay. */
export const pointAtEmulator = (directory: string, tenant: string, emulatorUrl: string): void => {
  const pathOf = (part: 'data' | 'api') => join(directory, `${stackName(tenant, part)}.template.json`);
  changeTemplate(pathOf('data'), ({ Outputs }) => {
    if (Outputs['TokenUrl']) Outputs['TokenUrl'].Value = `${emulatorUrl}/oauth2/token`;
  });
  changeTemplate(pathOf('api'), ({ Resources, Outputs }) => {
    for (const { Properties = {} } of Object.values(Resources)) {
      const { data } = variables.safeParse(Properties['Environment']);
      if (data?.Variables.JWKS_URI === undefined) continue;
      const uri = replaced(data.Variables.JWKS_URI, issuerAddress, `"${emulatorUrl}/`);
      Properties['Environment'] = { Variables: { ...data.Variables, JWKS_URI: uri } };
    }
    const api = Outputs['ApiUrl'];
    if (api) api.Value = replaced(api.Value, apiAddress, `"${emulatorUrl}/restapis/",$1,"/",$2,"/_user_request_"`);
  });
};
