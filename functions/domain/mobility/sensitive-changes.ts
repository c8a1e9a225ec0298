interface Kind {
  /** What happened to the subscriber when it was made: names its event. */
  happened: string;
  /** Meaning of the event. */
  meaning: string;
  /** Whether it is one of those by which a line is taken over, of which a number takes only so many in a time. */
  isLimited: boolean;
}

/** Changes after which somebody else may have a line, its number, its messages or its address in a network. */
export const sensitiveChanges = {
  device: {
    happened: 'device-changed',
    meaning: 'AT&T took another device, SIM or eSIM for the line; `before` and `after` have the last four digits.',
    isLimited: true,
  },
  number: {
    happened: 'number-changed',
    meaning: 'AT&T gave the line another telephone number; `after` has it, where AT&T said it.',
    isLimited: true,
  },
  voicemail: {
    happened: 'voicemail-reset',
    meaning: 'AT&T reset the voicemail of the line.',
    isLimited: true,
  },
  'billing-account': {
    happened: 'transferred',
    meaning: 'AT&T took a move of the line to another billing account.',
    isLimited: true,
  },
  contact: {
    happened: 'contact-changed',
    meaning: 'AT&T took another name, contact or address on record for the line’s user.',
    isLimited: false,
  },
  cancellation: {
    happened: 'cancelled',
    meaning: 'AT&T took a cancellation of the line; `after` is null when it takes effect later.',
    isLimited: false,
  },
  restoration: {
    happened: 'restored',
    meaning: 'AT&T took a restoration of the cancelled line; `after` is null when it takes effect later.',
    isLimited: false,
  },
  network: {
    happened: 'network-changed',
    meaning: 'AT&T took the static IP address off the line.',
    isLimited: false,
  },
} as const satisfies Record<string, Kind>;
export type SensitiveChange = keyof typeof sensitiveChanges;

export const sensitiveChangeNames = Object.keys(sensitiveChanges) as SensitiveChange[]; // keys of the closed table

export const isLimitedChange = (change: SensitiveChange | undefined): boolean =>
  change !== undefined && sensitiveChanges[change].isLimited;
