import { bundleSchema } from '../../schemas/bundle-schema.ts';
import { kinds } from '../../schemas/kinds.ts';
import { didYouMean } from '../nearest.ts';
import { CommandError } from './command-error.ts';
import { type Command, EXIT } from './io.ts';

/** Prints one kind's JSON Schema, complete in itself. */
export const schema: Command = async ({ arguments: [wanted = ''] }, io) => {
  const names = kinds.map(({ kind }) => kind);
  const kind = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (kind === undefined) {
    const hint = didYouMean(wanted, names);
    throw new CommandError(`There is no kind "${wanted}"; the kinds are ${names.join(', ')}.${hint}`, EXIT.usage);
  }
  io.data(`${JSON.stringify(bundleSchema(kind), null, 2)}\n`);
  return EXIT.ok;
};
