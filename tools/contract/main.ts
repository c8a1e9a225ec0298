import { ConfigurationMistake } from '../../lib/config/configuration-mistake';
import { run } from './commands';
import { Refusal } from './refusal';

try {
  const { text, exitCode = 0 } = await run(process.argv.slice(2));
  console.log(text);
  process.exitCode = exitCode;
} catch (error) {
  if (!(error instanceof Refusal || error instanceof ConfigurationMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
