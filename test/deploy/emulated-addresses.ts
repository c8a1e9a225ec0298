import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';

const templateSchema = z.looseObject({
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

/** An address as a template has it, a text or parts of one, with another in its place where it is AWS's. */
const replaced = (value: unknown, pattern: RegExp, by: string): unknown =>
  JSON.parse(JSON.stringify(value).replace(pattern, by)) as unknown;

const changeTemplate = (path: string, change: (template: z.output<typeof templateSchema>) => void): void => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  change(template);
  writeFileSync(path, JSON.stringify(template));
};

/** Of the API's id and its stage. */
const apiAddress = /"https:\/\/",(\{"Ref":"\w+"\}),"\.execute-api\.[^/]*"\/",(\{"Ref":"\w+"\})/;

/** Makes addresses of AWS that people use the emulator's, in a synthesized assembly. Those a tenant states stay. */
export const pointAtEmulator = (directory: string, tenant: string, emulatorUrl: string): void => {
  const pathOf = (part: 'data' | 'api') => join(directory, `${stackName(tenant, part)}.template.json`);
  changeTemplate(pathOf('data'), ({ Outputs }) => {
    if (Outputs['TokenUrl']) Outputs['TokenUrl'].Value = `${emulatorUrl}/oauth2/token`;
  });
  changeTemplate(pathOf('api'), ({ Outputs }) => {
    const api = Outputs['ApiUrl'];
    if (api) api.Value = replaced(api.Value, apiAddress, `"${emulatorUrl}/restapis/",$1,"/",$2,"/_user_request_"`);
  });
};
