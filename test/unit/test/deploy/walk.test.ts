import { commandsOf } from '../../../deploy/walk/commands-of';
import { requireWhole } from '../../../deploy/walk/operating-page';
import { transcribe } from '../../../deploy/walk/transcript';
import { awsLineOf } from '../../../deploy/life/aws-line';
import { blocksOf, runbookPages } from '../../../support/runbook-pages';

it('every block of docs/operating.md is gone through by `npm run test:deploy:walk`, or it is said why not', () => {
  expect(requireWhole).not.toThrow();
});

describe('the commands of a block', () => {
  it('are its lines, but for those that go on', () => {
    expect(commandsOf("A=1   # AT&T's\n\necho '{\n}' |\n  cat\nls \\\n  -l\n")).toEqual([
      "A=1   # AT&T's",
      "echo '{\n}' |\n  cat",
      'ls \\\n  -l',
    ]);
  });

  it('have an end', () => {
    expect(() => commandsOf("echo 'a")).toThrow('It does not end');
  });

  it.each(runbookPages.filter((page) => page.endsWith('operating.md')))('are found in all of %s', (page) => {
    for (const { script } of blocksOf(page))
      expect(commandsOf(script).join('\n')).toBe(script.replaceAll(/^\n|\n$/g, ''));
  });
});

it('a transcript has what was typed, how it ended and the first lines of the answer, and no secret', () => {
  const lines: string[] = [];
  const transcript = transcribe((line) => void lines.push(line));
  transcript.command('npx gateway client create\n--x', {
    code: 3,
    text: 'a\nIts secret, which is shown this once: s3cret\n\nb\nc\nd\n',
    milliseconds: 1_250,
  });
  transcript.command('CLIENT_SECRET=s3cret', { code: 0, text: '', milliseconds: 0 });
  expect(lines.join('\n')).toMatch(
    /\(1\.3 s, exit 3\) \$ npx gateway client create …\n +a\n.*\[secret\]\n +b\n +… 2 lines/,
  );
  expect(lines.join('\n')).not.toContain('s3cret');
  transcript.reached('a call');
  expect(Object.keys(transcript.times())).toEqual(['a call']);
});

describe('a line for AWS’s command line', () => {
  const of = (line: string) => awsLineOf(line, { REGION: 'us-east-1', NEW: 'records' });

  it('is what AWS is asked', () => {
    expect(
      of(
        '  aws dynamodb update-table --region "$REGION" --table-name "$NEW-1" --stream-specification A=true,B=x --flag',
      ),
    ).toEqual({
      operation: 'UpdateTable',
      input: { TableName: 'records-1', StreamSpecification: { A: true, B: 'x' }, Flag: true },
    });
  });

  it('has no variable that nobody set, and is of no other service', () => {
    expect(() => of('aws dynamodb describe-table --table-name "$OLD"')).toThrow('$OLD');
    expect(() => of('aws s3 ls')).toThrow('aws s3 ls');
  });
});
