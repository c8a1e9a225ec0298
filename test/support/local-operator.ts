import { Readable } from 'node:stream';
import { awsWith } from '../../tools/operator/aws';
import { run, type Ended } from '../../tools/operator/command-line';
import { groups } from '../../tools/operator/groups';

export interface LocalOperator {
  /** What `npm start` prints for operators. */
  access: Readonly<Record<string, string>>;
  /** Where the tenant's file is. */
  tenants: string;
  /** At standard input. */
  input?: string | undefined;
}

/** A command line against a local runtime, found by what it says of itself. */
export const operate = (line: string, { access, tenants, input }: LocalOperator): Promise<Ended> => {
  const stdin = Readable.from(input === undefined ? [] : [input]);
  const prompt = () => Promise.reject(new Error('nobody is there to ask'));
  return inEnvironment(access, () => run(groups({ stdin, prompt }), line.split(' '), { tenants, awsIn: awsWith({}) }));
};

const inEnvironment = async <T>(variables: LocalOperator['access'], act: () => Promise<T>): Promise<T> => {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await act();
  } finally {
    process.env = before;
  }
};
