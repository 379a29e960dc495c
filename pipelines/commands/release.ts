import { describeSecret } from '../aws/observe/describe.ts';
import { changeTags } from '../aws/session/change-tags.ts';
import { createAwsContext } from '../aws/session/context.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT } from '../io/io.ts';
import { isRecordTag, ownershipOf } from '../plan/record/record.ts';
import { tagChanges } from '../plan/record/tag-changes.ts';
import { failing, openApplySession, theEnvironment } from './one-secret.ts';
import type { oneSecretOptions } from './options/one-secret.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Releases a secret that is no longer declared: removes the Keywright tags and leaves everything else as it is. */
export const release: Command<typeof oneSecretOptions> = async (invocation, io) => {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const [name = ''] = invocation.arguments;
  const environment = theEnvironment(loaded.estate, invocation.options.env);
  const declared = loaded.estate.desired.find(
    (secret) => secret.environment === environment.name && (secret.name === name || secret.secret === name),
  );
  if (declared !== undefined) {
    const message = `"${name}" is declared in ${declared.file}; remove the declaration first.`;
    throw new CommandError(message, EXIT.refused);
  }
  const session = await openApplySession(environment, createAwsContext(io.env, io.credentialsFor ?? null));
  const observed = await failing(() => describeSecret(session, name));
  if (observed === null) throw new CommandError(`There is no secret "${name}" in ${environment.name}.`, EXIT.usage);
  if (ownershipOf(observed.tags, environment) !== 'ours') {
    throw new CommandError(`"${name}" is not managed by ${environment.spec.managedBy}.`, EXIT.refused);
  }
  const record = Object.keys(observed.tags).filter(isRecordTag);
  await failing(() => changeTags(session, observed.arn, tagChanges(record, {}, observed.tags)));
  io.prose(`${name} is released; its value and everything else stay as they are.\n`);
  return EXIT.ok;
};
