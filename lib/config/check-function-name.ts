import { longestFunctionName } from '../names';
import { ConfigurationMistake } from './configuration-mistake';

/** @throws ConfigurationMistake when Lambda would refuse a function for its name, with what to do */
export const checkFunctionName = (name: string): void => {
  if (name.length <= longestFunctionName) return;
  throw new ConfigurationMistake(
    `The function ${name} would have a name of ${name.length} characters, and Lambda takes ${longestFunctionName}: ` +
      'give the tenant a shorter name, or, where it is a worker (`late-`), leave its operation out of `lateAnswers.operations`.',
  );
};
