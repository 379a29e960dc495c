import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import { groupBy } from '../../schemas/json/group-by.ts';
import { pointerOf, segmentsOf } from '../../schemas/json/pointer.ts';
import type { Estate, Finding, Place } from '../../schemas/types.ts';
import { documentOf } from '../declarations/finding.ts';
import type { Found } from './found.ts';

/**
 * Leaves out rule findings that only follow from schema findings: a value seems to be missing because the schema
 * refused the one that is there. Findings about a misspelled field that was read as the intended one are moved to the
 * field as it is written.
 */
export function dropConsequences(
  byRules: readonly Found[],
  stageFindings: readonly Finding[],
  { environments }: Estate,
): readonly Found[] {
  if (stageFindings.length === 0) return byRules;
  const refused = groupBy(
    stageFindings.map((finding) => refusedOf(finding, environments)).filter((entry) => entry !== null),
    ({ layer }) => layer,
  );
  const misspelt = groupBy(
    stageFindings.filter(({ meant }) => meant !== undefined),
    documentOf,
  );
  return byRules
    .filter((found) => isSet(found) || !layersOf(found).some((layer) => refused.get(layer)?.some(covers(found))))
    .map((found) => atMisspelt(found, misspelt));
}

/** A refused value: the layer that holds it, and its path once the layers are merged. */
type Refused = { readonly layer: string; readonly subjectPointer: string };

function refusedOf(finding: Finding, environments: readonly EnvironmentDeclaration[]): Refused | null {
  const [spec, field, ...path] = segmentsOf(finding.pointer);
  if (spec !== 'spec' || field === undefined) return null;
  const document = documentOf(finding);
  const refused = (layer: string, tail: readonly string[]) =>
    tail.length === 0 ? null : { layer, subjectPointer: pointerOf(['spec', ...tail]) };
  if (field === 'overrides') return refused(`${document} ${path[0]}`, path.slice(1));
  const own = environments.find((environment) => documentOf(environment) === document);
  if (own === undefined) return refused(document, [field, ...path]);
  return field === 'defaults' ? refused(`defaults ${own.name}`, path) : null;
}

/** The layers of the secret that a rule looked at: its own document, its overrides, the defaults. */
function layersOf({ finding }: Found): readonly string[] {
  if (finding.secret === null) return [];
  const document = documentOf(finding);
  return [document, `${document} ${finding.environment}`, `defaults ${finding.environment}`];
}

function covers({ subjectPointer }: Found) {
  return (refused: Refused) =>
    subjectPointer === refused.subjectPointer || subjectPointer.startsWith(`${refused.subjectPointer}/`);
}

/** Whether some layer sets the value that the rule points at; otherwise the finding points at its parent. */
function isSet({ finding, subjectPointer }: Found): boolean {
  return finding.pointer.endsWith(pointerOf(segmentsOf(subjectPointer).slice(1)));
}

type Misspelt = ReadonlyMap<string, readonly Finding[]>;

function atMisspelt(found: Found, misspelt: Misspelt): Found {
  if (misspelt.size === 0) return found;
  const { finding } = found;
  const place = asWritten(finding, misspelt);
  const fix = finding.fix?.map((edit) => asWritten(edit, misspelt));
  return { ...found, finding: fix === undefined ? place : { ...place, fix } };
}

function asWritten<T extends Place>(place: T, misspelt: Misspelt): T {
  for (const { pointer, meant } of misspelt.get(documentOf(place)) ?? []) {
    if (meant === undefined) continue;
    if (place.pointer === meant || place.pointer.startsWith(`${meant}/`)) {
      return { ...place, pointer: pointer + place.pointer.slice(meant.length) };
    }
  }
  return place;
}
