import { ConfigurationMistake } from './configuration-mistake';

/** What CloudFormation takes of one template. The CDK only warns of more. */
export const mostTemplateBytes = 1_000_000;

/** What a tenant states that makes the template of its API large: it stands in every path, or makes a function. */
const cure =
  'list fewer or shorter `crossOrigin.origins`, or name the operations that need it in `lateAnswers.operations` instead of `all`';

/** Some of the text around the first character that is not ASCII; undefined where all are. */
const notAscii = (text: string): string | undefined => /.{0,40}[^\0-\x7f].{0,10}/s.exec(text)?.[0];

/**
 * Whether CloudFormation takes a template as it is.
 * @param text of the template’s file
 * @throws ConfigurationMistake that names the stack and what to change in the tenant’s file
 */
export const checkTemplate = (stack: string, text: string): void => {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostTemplateBytes)
    throw new ConfigurationMistake(
      `The template of ${stack} would have ${bytes} bytes, and CloudFormation takes ${mostTemplateBytes}: ${cure}.`,
    );
  const strange = notAscii(text);
  if (strange !== undefined)
    throw new ConfigurationMistake(
      `The template of ${stack} would have characters that are not ASCII, and \`cdk import\` fails by them: \`${strange}\`. Write it in ASCII in the tenant’s file.`,
    );
};
