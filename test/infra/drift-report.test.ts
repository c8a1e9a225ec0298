import * as z from 'zod';
import { actionsOf, sessionActionsOf, statementsOf } from './tracking-policies';

describe('the drift report', () => {
  it('may read what it compares, write what it found, and count its questions: it can change nothing else', () => {
    const inTable = statementsOf('drift-report').filter(({ actions }) =>
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
      ['dynamodb:GetItem', ['SP#*', 'POLL#*', 'RESTRICTIONS*']],
      ['dynamodb:Query', ['SP#*', 'DRIFT#*']],
      ['dynamodb:Query', ['PORT-INS#*', 'ACTIVATIONS#*', 'PDP-PROVISIONINGS#*', 'ORDERS#*']],
      ['dynamodb:PutItem', ['DRIFT#*']],
      ['dynamodb:UpdateItem', ['POLL-BUDGET#*']],
    ]);
    expect(actionsOf('drift-report').filter((action) => !/^(logs|xray|kms|dynamodb):/.test(action))).toEqual([
      ...['sts:AssumeRole', 'sts:TagSession'],
    ]);
    expect(sessionActionsOf('drift-report')).toEqual(['secretsmanager:GetSecretValue', 'kms:Decrypt']);
  });
});
