import { bundleSchema } from '../../schemas/bundle-schema.ts';
import { type JsonSchema, kinds, planSchema } from '../../schemas/kinds.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT } from '../io/io.ts';

/** Not a kind: the format that `plan` and `drift` write. */
const PLAN = 'Plan';

/** Prints the self-contained JSON Schema of one kind, or of plans. */
export const schema: Command = async ({ arguments: [wanted = ''] }, io) => {
  const isWanted = (name: string) => name.toLowerCase() === wanted.toLowerCase();
  const printed = isWanted(PLAN) ? planSchema : kindSchema(isWanted, wanted);
  io.data(`${JSON.stringify(printed, null, 2)}\n`);
  return EXIT.ok;
};

function kindSchema(isWanted: (name: string) => boolean, wanted: string): JsonSchema {
  const names = kinds.map(({ kind }) => kind);
  const kind = names.find(isWanted);
  if (kind !== undefined) return bundleSchema(kind);
  const known = [...names, PLAN];
  const message = `There is no schema "${wanted}"; there are ${known.join(', ')}.${didYouMean(wanted, known)}`;
  throw new CommandError(message, EXIT.usage);
}
