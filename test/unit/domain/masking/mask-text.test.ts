import * as fc from 'fast-check';
import { maskText } from '#domain/masking/mask-text';

const secret = '[secret]';

describe('a note as it is stored', () => {
  it.each([
    ['the PIN is 4711', `the PIN is ${secret}`],
    ['PIN: x7Qq, call back', `PIN: ${secret} call back`],
    ['passcode now 0042', `passcode now ${secret}`],
    ['Password=tiger', `Password=${secret}`],
    ['account number 12-345-678 at the old carrier', `account number ${secret} at the old carrier`],
    ['acct # A77231', `acct # ${secret}`],
    ['SSN 123-45-6789', `SSN ${secret}`],
    ['123-45-6789', secret],
    ['he said 987654321 on the phone', `he said ${secret} on the phone`],
  ])('%s → %s', (text, stored) => {
    expect(maskText(text)).toBe(stored);
  });

  it.each([
    'the PIN is wrong, the customer asks for a new one',
    'due 2026-03-05, call 212-555-0142',
    'letter LOA-2026-0042 signed by the owner',
    'order 801dx00000TestOAAA is the second of 12',
    'passing on to the installation team',
  ])('leaves “%s” as it is', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('never keeps a PIN, whatever stands around it', () => {
    const digits = fc.stringMatching(/^\d{4,12}$/);
    const around = fc.constantFrom(' ', ', ', ': ', '. ', '\n', ' "', '(', '/', '=');
    fc.assert(
      fc.property(digits, around, around, (pin, before, after) => {
        expect(maskText(`the customer says${before}${pin}${after}and waits`)).not.toContain(pin);
      }),
    );
  });

  it('takes no longer for a text made to be slow', () => {
    const text = `${'pin is now '.repeat(180)}x`;
    expect(maskText(text)).toBe(text);
  });
});
