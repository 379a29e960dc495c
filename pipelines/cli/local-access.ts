import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type StaticCredentials } from '../io/io.ts';

/** Where `--local` keeps its state, under the repository's root. */
const FOLDER = '.keywright';

export type LocalAccess = {
  readonly url: string;
  /** Every environment gets the account that it declares. */
  readonly credentialsFor: (accountId: string) => StaticCredentials;
  readonly close: () => Promise<void>;
};

/**
 * Starts the embedded AWS endpoint for one command. Its state persists between commands; Git ignores it.
 * @throws CommandError if the state can't be stored or another process holds it
 */
export async function openLocalAccess(root: string): Promise<LocalAccess> {
  const folder = join(root, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, '.gitignore'), '*\n');
  const endpoint = await start(join(folder, 'aws.json'));
  return {
    url: endpoint.url,
    credentialsFor: (accountId) => ({ accessKeyId: `LOCAL${accountId}`, secretAccessKey: 'local' }),
    close: endpoint.close,
  };
}

async function start(statePath: string): Promise<LocalEndpoint> {
  try {
    return await startLocalEndpoint({ statePath });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--local: ${reason}`, EXIT.failed, { cause: error });
  }
}
