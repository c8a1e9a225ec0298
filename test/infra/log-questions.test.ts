import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { problemTypes } from '#domain/problems/problems';
import { operations } from '#operations/registry';
import { logMessages } from '#platform/log';
import { comparedByPattern, fieldOf, linesFor, readQuestion } from '../support/log-questions';
import { runbookPages } from '../support/runbook-pages';
import { toldLines } from '../support/told-lines';
import { aTenant, readable, resourcesOf, synthesize } from './synthesized';

const { monitoring, api } = synthesize({ tenant: aTenant({ pushes: { secretHeader: 'X-Push-Secret' } }) });

/** Of alarms, each saved under its name. */
const saved = resourcesOf(monitoring, 'AWS::Logs::QueryDefinition').map(({ Properties }) => ({
  name: String(Properties['Name']),
  text: String(Properties['QueryString']),
  groups: z.array(z.string()).parse(Properties['LogGroupNames']),
}));

/** On the dashboard; `SOURCE` names the groups. */
const shown = resourcesOf(monitoring, 'AWS::CloudWatch::Dashboard').flatMap(({ Properties }) =>
  z
    .object({
      widgets: z.array(
        z.looseObject({ properties: z.looseObject({ title: z.string().default(''), query: z.string().optional() }) }),
      ),
    })
    .parse(JSON.parse(readable(Properties['DashboardBody'])))
    .widgets.flatMap(({ properties: { title, query } }) =>
      query === undefined
        ? []
        : [{ name: title, text: query.replace(/^(SOURCE '[^']+' \| )+/, ''), groups: [] as string[] }],
    ),
);

const isOfAccessLog = ({ groups }: { groups: string[] }): boolean => groups.some((group) => group.endsWith('/access'));
const ofFunctions = [...saved, ...shown].filter((question) => !isOfAccessLog(question));

let lines: readonly object[];
beforeAll(async () => {
  lines = await toldLines();
}, 120_000);

it('there are questions, those of the dashboard among them', () => {
  expect(saved.length).toBeGreaterThan(15);
  expect(shown.map(({ name }) => name).length).toBeGreaterThanOrEqual(5);
});

it.each(ofFunctions.map((question) => [question.name, question.text] as const))(
  'what %s asks has an answer: a line that it looks at, with everything it wants of it',
  (_, text) => {
    const question = readQuestion(text);
    const found = linesFor(question, lines);
    expect(found.length).toBeGreaterThan(0);
    const missing = question.fields.filter((field) => found.every((line) => fieldOf(line, field) === undefined));
    expect(missing).toEqual([]);
  },
);

it('what is asked of the access log stands in it', () => {
  const formats = resourcesOf(api, 'AWS::ApiGateway::Stage').map(({ Properties }) =>
    z.looseObject({ AccessLogSetting: z.looseObject({ Format: z.string() }) }).parse(Properties),
  );
  const fields = Object.keys(JSON.parse(formats[0]!.AccessLogSetting.Format) as object);
  const asked = saved.filter(isOfAccessLog).flatMap(({ text }) => readQuestion(text).fields);
  expect(asked.length).toBeGreaterThan(2);
  expect(fields).toEqual(expect.arrayContaining(asked));
});

const patterns = runbookPages.flatMap((page) => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8');
  return [...text.matchAll(/(\S+)"?[^\n]*(?:\\\n[^\n]*)?--filter-pattern '([^\n]+)'/g)].map(
    ([line = '', , pattern = '']) => ({
      page,
      isAccess: line.includes('/access"'),
      compared: comparedByPattern(pattern),
    }),
  );
});

it.each(patterns.map((one) => [one.page, one] as const))(
  '%s filters by what lines have',
  (_, { isAccess, compared }) => {
    expect(compared.length).toBeGreaterThan(0);
    if (isAccess) return;
    for (const { field, word } of compared) {
      if (field === 'message') {
        const known = new RegExp(`^${word.replaceAll('*', '.*')}$`);
        expect(Object.keys(logMessages).filter((message) => known.test(message))).not.toEqual([]);
        continue;
      }
      if (field === 'problem') expect(Object.keys(problemTypes)).toContain(word);
      if (field === 'operation' && /^[a-z-]+$/.test(word)) expect(operations.map(({ id }) => id)).toContain(word);
      expect([field, lines.some((line) => fieldOf(line, field) !== undefined)]).toEqual([field, true]);
    }
  },
);
