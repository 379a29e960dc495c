import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate, Finding, Place } from '../../schemas/types.ts';
import { pointerOf, segmentsOf } from '../pointer.ts';
import type { Found } from './found.ts';

/**
 * What the rules found, told beside what the schema refused: at the misspelt field that was taken for the right one,
 * and not at all where a value only seems to be missing, because the schema refused the one that stands there.
 */
export function besideRefused(
  byRules: readonly Found[],
  stageFindings: readonly Finding[],
  { environments }: Estate,
): readonly Found[] {
  if (stageFindings.length === 0) return byRules;
  const refused = stageFindings.map((finding) => refusedOf(finding, environments)).filter((entry) => entry !== null);
  const misspelt = stageFindings.filter(({ meant }) => meant !== undefined);
  return byRules
    .filter((found) => isSet(found) || !refused.some((entry) => covers(entry, found)))
    .map((found) => atMisspelt(found, misspelt));
}

/** A refused value: the document that holds it, the environment it is for (null: all), its place once resolved. */
type Refused = Omit<Place, 'pointer'> & {
  readonly isDefault: boolean;
  readonly environment: string | null;
  readonly subjectPointer: string;
};

function refusedOf(
  { file, document, pointer }: Finding,
  environments: readonly EnvironmentDeclaration[],
): Refused | null {
  const [spec, layer, ...path] = segmentsOf(pointer);
  if (spec !== 'spec' || layer === undefined) return null;
  const at = (tail: readonly string[], environment: string | null, isDefault: boolean) =>
    tail.length === 0 ? null : { file, document, isDefault, environment, subjectPointer: pointerOf(['spec', ...tail]) };
  if (layer === 'overrides') return at(path.slice(1), path[0] ?? null, false);
  const own = environments.find((environment) => environment.file === file && environment.document === document);
  if (own === undefined) return at([layer, ...path], null, false);
  return layer === 'defaults' ? at(path, own.name, true) : null;
}

function covers(refused: Refused, { finding, subjectPointer }: Found): boolean {
  const isSame = subjectPointer === refused.subjectPointer || subjectPointer.startsWith(`${refused.subjectPointer}/`);
  if (!isSame || finding.secret === null) return false;
  if (refused.environment !== null && refused.environment !== finding.environment) return false;
  return refused.isDefault || (refused.file === finding.file && refused.document === finding.document);
}

/** Whether some layer has what the rule points at; else it points at what holds it. */
function isSet({ finding, subjectPointer }: Found): boolean {
  return finding.pointer.endsWith(pointerOf(segmentsOf(subjectPointer).slice(1)));
}

function atMisspelt(found: Found, misspelt: readonly Finding[]): Found {
  const { finding } = found;
  const place = asWritten(finding, misspelt);
  const fix = finding.fix?.map((edit) => asWritten(edit, misspelt));
  return { ...found, finding: fix === undefined ? place : { ...place, fix } };
}

function asWritten<T extends Place>(place: T, misspelt: readonly Finding[]): T {
  for (const { file, document, pointer, meant } of misspelt) {
    if (meant === undefined || file !== place.file || document !== place.document) continue;
    if (place.pointer === meant || place.pointer.startsWith(`${meant}/`)) {
      return { ...place, pointer: pointer + place.pointer.slice(meant.length) };
    }
  }
  return place;
}
