import { CORE_SCHEMA, constructFromEvents, type Event, mergeTag, parseEvents } from 'js-yaml';
import type { Json } from '../../../schemas/json/json.ts';
import { readSimple } from './simple.ts';

/** YAML 1.2 core schema plus merge keys (SPEC). */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** An honest declaration repeats a handful of blocks; past this, aliases only serve to exhaust memory. */
const MAX_ALIASES_PER_DOCUMENT = 200;
const MAX_EXPANDED_NODES = 200_000;
const ALIAS_EVENT = 5;

/**
 * Reads all documents of a YAML text into plain values.
 * @throws js-yaml's exception where the text isn't YAML; its message quotes the source, so it is never printed.
 */
export function loadDocuments(text: string): readonly Json[] {
  return readSimple(text) ?? loadAnyYaml(text);
}

/** The same by the whole parser alone. */
export function loadAnyYaml(text: string): readonly Json[] {
  const events = parseEvents(text, {});
  const values = constructFromEvents(events, { source: text, schema, maxAliases: MAX_ALIASES_PER_DOCUMENT });
  if (events.some(isAlias)) for (const value of values) refuseExplosion(value);
  // The core schema has no tag that makes anything but JSON (.inf and .nan aside, which the schemas refuse).
  return values as Json[];
}

function isAlias(event: Event): boolean {
  return event.type === ALIAS_EVENT;
}

function refuseExplosion(value: unknown): void {
  if (expandedSize(value, new Map()) > MAX_EXPANDED_NODES) throw new Error('aliases expand to too many nodes');
}

/** Nodes that a walk through all aliases would visit, counted without making that walk. */
function expandedSize(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  const size = Object.values(value).reduce((sum: number, child) => sum + expandedSize(child, known), 1);
  known.set(value, size);
  return size;
}
