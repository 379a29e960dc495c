import { ServiceError } from '../errors.ts';
import { type Caller, type Session, uniqueId } from '../identity.ts';
import type { Random } from '../random.ts';
import { element, type Xml } from '../wire/xml.ts';

export const STS_ACTIONS: readonly string[] = ['GetCallerIdentity', 'AssumeRole'];

type StsCall = {
  readonly caller: Caller;
  readonly random: Random;
  readonly wallClockMs: number;
  readonly saveSession: (session: Session) => void;
  readonly authorize: (action: string, resource: string) => void;
};

export type StsAnswer = { readonly action: string; readonly result: readonly Xml[] };

const DEFAULT_SESSION_SECONDS = 3600;
const SESSION_SECONDS = { least: 900, most: 43_200 };

/** STS's query protocol: form parameters in, the members of the action's result out. */
export function handleSts(parameters: URLSearchParams, call: StsCall): StsAnswer {
  const action = parameters.get('Action') ?? '';
  switch (action) {
    case 'GetCallerIdentity':
      return { action, result: callerIdentity(call.caller) };
    case 'AssumeRole':
      return { action, result: assumeRole(parameters, call) };
    default:
      throw new ServiceError(
        'InvalidAction',
        `Could not find operation ${action} for version ${parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'}`,
      );
  }
}

const callerIdentity = ({ arn, userId, accountId }: Caller) => [
  element('Arn', arn),
  element('UserId', userId),
  element('Account', accountId),
];

function assumeRole(
  parameters: URLSearchParams,
  { random, wallClockMs, saveSession, authorize }: StsCall,
): readonly Xml[] {
  const roleArn = parameters.get('RoleArn') ?? '';
  const role = parseRole(roleArn);
  const sessionName = checkSessionName(parameters.get('RoleSessionName') ?? '');
  authorize('sts:AssumeRole', roleArn);
  const arn = `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`;
  const roleId = uniqueId('AROA', `${role.accountId}/${role.name}`);
  const session: Session = {
    accessKeyId: `ASIA${random.letters(16).toUpperCase()}`,
    accountId: role.accountId,
    arns: [roleArn, arn],
    unrestricted: false,
    arn,
    userId: `${roleId}:${sessionName}`,
    sessionToken: random.letters(64),
    expirationDate: wallClockMs + durationSeconds(parameters.get('DurationSeconds')) * 1000,
  };
  saveSession(session);
  return [
    element('Credentials', [
      element('AccessKeyId', session.accessKeyId),
      element('SecretAccessKey', random.letters(40)),
      element('SessionToken', session.sessionToken),
      element('Expiration', new Date(session.expirationDate).toISOString().replace(/\.\d+/, '')),
    ]),
    element('AssumedRoleUser', [element('AssumedRoleId', session.userId), element('Arn', session.arn)]),
  ];
}

/** A role's path is part of its ARN, but not of its sessions' ARNs. */
function parseRole(arn: string) {
  const match = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/.exec(arn);
  if (!match) throw new ServiceError('ValidationError', `${arn} is invalid`);
  const [, accountId = '', name = ''] = match;
  return { accountId, name };
}

function checkSessionName(name: string): string {
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name;
  throw new ServiceError(
    'ValidationError',
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}`,
  );
}

function durationSeconds(given: string | null): number {
  const value = given === null ? DEFAULT_SESSION_SECONDS : Number(given);
  if (Number.isInteger(value) && value >= SESSION_SECONDS.least && value <= SESSION_SECONDS.most) return value;
  throw new ServiceError(
    'ValidationError',
    `1 validation error detected: Value '${given}' at 'durationSeconds' failed to satisfy constraint: Member must be between ${SESSION_SECONDS.least} and ${SESSION_SECONDS.most}`,
  );
}
