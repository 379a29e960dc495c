/** One mistake each, of the kinds that people make most; each gives at least one finding. */
const FAULTS = [
  ['recoveryWindowInDays: 30', 'recoveryWindowInDays: 7'],
  ['    DataClassification: restricted\n', ''],
  ['    DataClassification: confidential\n', ''],
  ['recoveryWindowInDays: 30', 'recoveryWindowInDays: 45'],
  ['kmsKeyId: alias/prod-secrets', 'kmsKeyId: alias/aws/secretsmanager'],
  ['    - prod\n', '    - production\n'],
  ['serviceAccount: reader', 'serviceAcount: reader'],
  ['  owner: ', '  ownr: '],
];

/** The text with the mistake of that number, or the next one that it has a place for. */
export function breakText(text, number) {
  for (let step = 0; step < FAULTS.length; step++) {
    const [right, wrong] = FAULTS[(number + step) % FAULTS.length];
    if (text.includes(right)) return text.replace(right, wrong);
  }
  throw new Error('no mistake fits this text');
}
