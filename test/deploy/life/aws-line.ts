import assert from 'node:assert/strict';

/** What AWS is asked by a line for its command line: `aws dynamodb update-table --table-name x --stream-specification A=b,C=true`. */
export interface AwsLine {
  operation: string;
  input: Record<string, unknown>;
}

const inPascalCase = (words: string): string =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const valueOf = (text: string): unknown => (text === 'true' || text === 'false' ? text === 'true' : text);

/** AWS’s shorthand for a structure. */
const structureOf = (text: string): unknown =>
  /^\w+=/.test(text)
    ? Object.fromEntries(
        text.split(',').map((member) => [member.split('=')[0] ?? '', valueOf(member.split('=')[1] ?? '')]),
      )
    : valueOf(text);

/** @param variables what stands behind `"$NAME"` */
export const awsLineOf = (line: string, variables: Readonly<Record<string, string>>): AwsLine => {
  const filled = line.trim().replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? assert.fail(`$${name}`));
  const [aws, service, operation = '', ...words] = [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  assert.deepEqual([aws, service], ['aws', 'dynamodb'], line);
  const input: Record<string, unknown> = {};
  for (let at = 0; at < words.length; at += 1) {
    const [name = '', value] = [words[at]?.replace(/^--/, ''), words[at + 1]];
    const isFlag = value === undefined || value.startsWith('--');
    if (name !== 'region') input[inPascalCase(name)] = isFlag ? true : structureOf(value);
    if (!isFlag) at += 1;
  }
  return { operation: inPascalCase(operation), input };
};
