import { flag, parsed, parsedList, share, text, wholeNumber, withDefault, wrongUsage } from '../../io/options.ts';

const HOUR_MS = 3_600_000;

const rate = (description: string) => withDefault(share('<share>', description), 0);

export const localOptions = {
  port: withDefault(wholeNumber('<port>', 'port (default: 4599; 0 takes any that is free)', 65_535), 4599),
  host: withDefault(text('<host>', 'address to listen on (default: 127.0.0.1)'), '127.0.0.1'),
  state: text('<file>', 'keep the state in this file, its values encrypted'),
  account: withDefault(
    parsed('<id>', 'account of access keys that name none (default: 000000000000)', accountFrom),
    '000000000000',
  ),
  policies: text('<file>', 'enforce the IAM policies in this JSON file'),
  rotationFunction: parsedList(
    '<name=module>',
    'the rotation function of that name: a .mjs or .py file, or "builtin"',
    functionFrom,
  ),
  refuseUnknownFunctions: flag('refuse rotation functions that are not registered'),
  latency: withDefault(wholeNumber('<ms>', 'answer this late', HOUR_MS), 0),
  lag: withDefault(wholeNumber('<seconds>', 'let lists be this far behind', HOUR_MS), 0),
  throttle: flag("refuse what exceeds the service's quotas"),
  throttleRate: rate('refuse this share of requests with ThrottlingException'),
  errorRate: rate('fail this share of requests with HTTP 500'),
  lostReplyRate: rate('carry out this share of requests without answering'),
  expiredTokenRate: rate('refuse this share of requests as expired'),
  emptyPageRate: rate('answer this share of list pages empty, with a NextToken'),
  seed: wholeNumber('<number>', 'make ids, passwords and faults reproducible', Number.MAX_SAFE_INTEGER),
};

function accountFrom(word: string, name: string): string {
  if (/^\d{12}$/.test(word)) return word;
  throw wrongUsage(`${name} takes 12 digits, not "${word}".`);
}

/** NAME=MODULE, or NAME=builtin. */
function functionFrom(word: string, flagName: string): { readonly name: string; readonly module: string } {
  const [, name, module] = /^([A-Za-z0-9_-]+)=(.+)$/.exec(word) ?? [];
  if (name !== undefined && module !== undefined) return { name, module };
  throw wrongUsage(`${flagName} takes NAME=MODULE, not "${word}".`);
}
