import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Properties: z.record(z.string(), z.unknown()).default({}) })),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});
const variables = z.object({ Variables: z.looseObject({ JWKS_URI: z.unknown() }) });
const joinedText = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

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

/**
 * Makes the address of the keys that tokens are signed with the emulator's, unless the tenant states it. It has
 * `https://cognito-idp.<region>.`, the URL's suffix, and from there on what is the same. @returns what was done
 */
export const withKeysOfTheEmulator = (path: string, emulatorUrl: string): string[] => {
  const told: string[] = [];
  let count = 0;
  changeTemplate(path, ({ Resources }) => {
    for (const [id, { Properties }] of Object.entries(Resources)) {
      const { data } = variables.safeParse(Properties['Environment']);
      if (data?.Variables.JWKS_URI === undefined) continue;
      count += 1;
      if (typeof data.Variables.JWKS_URI === 'string') continue;
      const [, parts] = joinedText.parse(data.Variables.JWKS_URI)['Fn::Join'];
      const [host, suffix, ...rest] = parts;
      if (!/^https:\/\/cognito-idp\..+\.$/.test(String(host)) || JSON.stringify(suffix) !== '{"Ref":"AWS::URLSuffix"}')
        throw new Error(`The keys of ${id} are at another address: ${JSON.stringify(parts)}`);
      const JWKS_URI = { 'Fn::Join': ['', [emulatorUrl, ...rest]] };
      Properties['Environment'] = { Variables: { ...data.Variables, JWKS_URI } };
      told.push(`where ${id} gets the keys of tokens`);
    }
  });
  if (count !== 1) throw new Error(`Of ${path}, ${count} functions get keys of tokens.`);
  return told;
};
