import { spawnSync } from 'node:child_process';
import { judgeAudit } from './judge-audit';

/** Asks the registry for known vulnerabilities of what is shipped. Ends with 1 for any, and with 2 where the registry does not say. */
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });
const verdict = judgeAudit(stdout);
switch (verdict.is) {
  case 'clean':
    process.stdout.write('No known vulnerability of what is shipped.\n');
    break;
  case 'vulnerable':
    process.stdout.write(`Vulnerable: ${JSON.stringify(verdict.counts)}. \`npm audit --omit=dev\` names them.\n`);
    process.exitCode = 1;
    break;
  case 'unanswered':
    process.stdout.write(
      'NOT AUDITED: this registry does not answer audits. Ask one that does, such as registry.npmjs.org.\n',
    );
    process.exitCode = 2;
    break;
}
