/** Something the operator wrote is wrong. The message alone, without a stack trace, says what to correct. */
export class ConfigurationMistake extends Error {
  override readonly name = 'ConfigurationMistake';
}
