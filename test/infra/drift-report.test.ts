import * as z from 'zod';
import { actionsOf, sessionActionsOf, sessionStatementsOf } from './tracking-policies';

/** A partition of the Solution Provider that a session is for. */
const own = (name: string): string => `${name}#\${aws:PrincipalTag/SolutionProvider}`;

describe('the drift report', () => {
  it('may read what it compares, write what it found, and count its questions: it can change nothing else', () => {
    const inTable = sessionStatementsOf('drift-report').filter(({ actions }) =>
      actions.some((one) => one.startsWith('dynamodb:')),
    );
    const allowed = inTable.map(({ actions, condition }) => [
      actions.join(),
      z
        .object({
          'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) }),
        })
        .parse(condition)['ForAllValues:StringLike']['dynamodb:LeadingKeys'],
    ]);
    expect(allowed).toEqual([
      ['dynamodb:GetItem', [own('SP'), `${own('POLL')}#*#*`, 'RESTRICTIONS']],
      ['dynamodb:Query', [own('SP'), own('DRIFT')]],
      ['dynamodb:Query', [own('PORT-INS'), own('ACTIVATIONS'), own('PDP-PROVISIONINGS'), own('ORDERS')]],
      ['dynamodb:PutItem', [own('DRIFT')]],
      ['dynamodb:UpdateItem', [own('POLL-BUDGET')]],
    ]);
    const others = sessionActionsOf('drift-report').filter((action) => !/^(kms|dynamodb):/.test(action));
    expect(others).toEqual(['secretsmanager:GetSecretValue']);
    expect(actionsOf('drift-report').filter((action) => !action.startsWith('logs:'))).toEqual([
      ...['sts:AssumeRole', 'sts:TagSession'],
    ]);
  });
});
