import { CORE_SCHEMA, constructFromEvents, type Event, mergeTag, parseEvents } from 'js-yaml';
import type { Json } from '../../../schemas/json/json.ts';
import { readSimple } from './simple.ts';

/** YAML 1.2 core schema plus merge keys. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** Ordinary declarations repeat a few blocks at most. More aliases suggest an attempt to exhaust memory. */
const MAX_ALIASES_PER_DOCUMENT = 200;
const MAX_EXPANDED_NODES = 200_000;
const ALIAS_EVENT = 5;

/**
 * Parses all documents of a YAML text into plain values.
 * @throws js-yaml's exception if the text isn't YAML. Never print its message: it quotes the source.
 */
export function loadDocuments(text: string): readonly Json[] {
  return readSimple(text) ?? loadAnyYaml(text);
}

/** Same as `loadDocuments`, but always with the full parser. */
export function loadAnyYaml(text: string): readonly Json[] {
  const events = parseEvents(text, {});
  const values = constructFromEvents(events, { source: text, schema, maxAliases: MAX_ALIASES_PER_DOCUMENT });
  if (events.some(isAlias)) for (const value of values) refuseExplosion(value);
  // All tags of the core schema produce JSON, except .inf and .nan, which the schemas reject.
  return values as Json[];
}

function isAlias(event: Event): boolean {
  return event.type === ALIAS_EVENT;
}

function refuseExplosion(value: unknown): void {
  if (expandedSize(value, new Map()) > MAX_EXPANDED_NODES) throw new Error('aliases expand to too many nodes');
}

/** The number of nodes that a walk through all aliases would visit, computed without that walk. */
function expandedSize(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  const size = Object.values(value).reduce((sum: number, child) => sum + expandedSize(child, known), 1);
  known.set(value, size);
  return size;
}
