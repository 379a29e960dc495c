import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { childPointer } from '../../../schemas/json/pointer.ts';
import { splitDocuments } from './split.ts';

/**
 * Offsets of one node, end exclusive. `start` is the start of its key if it has one; `end` is the end of its scalar or
 * key.
 */
export type Span = {
  readonly start: number;
  readonly end: number;
  /** The scalar itself, including quotes; absent for mappings and sequences. */
  readonly scalar?: { readonly start: number; readonly end: number };
};

/** Spans by JSON pointer. Nodes below an alias are not listed: their position is the alias. */
export type Positions = ReadonlyMap<string, Span>;

/** The positions of all nodes in a text, by document index. */
export function positionsOf(text: string): readonly Positions[] {
  const whole = tryEvents(text);
  if (whole !== null) return walkDocuments(text, whole, 0);
  return splitDocuments(text).map((chunk) => {
    const events = tryEvents(chunk.text);
    return (events && walkDocuments(chunk.text, events, chunk.offset)[0]) ?? new Map();
  });
}

function tryEvents(text: string): readonly Event[] | null {
  try {
    return parseEvents(text, {});
  } catch {
    return null;
  }
}

/** The state of the walk: `at` is the index of the next event. */
type Walk = { readonly text: string; readonly events: readonly Event[]; readonly offset: number; at: number };

function walkDocuments(text: string, events: readonly Event[], offset: number): readonly Positions[] {
  const walk: Walk = { text, events, offset, at: 0 };
  const documents: Positions[] = [];
  while (walk.at < events.length) {
    walk.at++; // the document's own event
    const positions = new Map<string, Span>();
    if (walk.events[walk.at]?.type !== EVENT_ID.POP) walkNode(walk, '', null, positions);
    walk.at++; // its end
    documents.push(positions);
  }
  return documents;
}

type Key = { readonly start: number; readonly end: number };

function walkNode(walk: Walk, pointer: string, key: Key | null, positions: Map<string, Span>): void {
  const event = walk.events[walk.at++];
  if (event === undefined) return;
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const scalar = shifted(walk, scalarSpan(walk.text, event));
      positions.set(pointer, { start: key?.start ?? scalar.start, end: Math.max(scalar.end, key?.end ?? 0), scalar });
      return;
    }
    case EVENT_ID.ALIAS: {
      const alias = shifted(walk, { start: event.anchorStart - 1, end: event.anchorEnd });
      positions.set(pointer, { start: key?.start ?? alias.start, end: alias.end });
      return;
    }
    case EVENT_ID.MAPPING:
      positions.set(pointer, key ?? pointSpan(walk, event.start));
      walkMapping(walk, pointer, positions);
      return;
    case EVENT_ID.SEQUENCE:
      positions.set(pointer, key ?? pointSpan(walk, event.start));
      walkSequence(walk, pointer, positions);
      return;
    default:
      return;
  }
}

function walkMapping(walk: Walk, pointer: string, positions: Map<string, Span>): void {
  let event = walk.events[walk.at];
  while (event !== undefined && event.type !== EVENT_ID.POP) {
    if (event.type === EVENT_ID.SCALAR) {
      walk.at++;
      const name = getScalarValue(walk.text, event);
      walkNode(walk, childPointer(pointer, name), shifted(walk, scalarSpan(walk.text, event)), positions);
    } else {
      // A key that is a collection or an alias has no JSON pointer, so its nodes are skipped.
      walkNode(walk, pointer, null, new Map());
      walkNode(walk, pointer, null, new Map());
    }
    event = walk.events[walk.at];
  }
  walk.at++;
}

function walkSequence(walk: Walk, pointer: string, positions: Map<string, Span>): void {
  for (let index = 0; ; index++) {
    const event = walk.events[walk.at];
    if (event === undefined || event.type === EVENT_ID.POP) break;
    walkNode(walk, childPointer(pointer, String(index)), null, positions);
  }
  walk.at++;
}

function scalarSpan(text: string, event: ScalarEvent): Key {
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  if (quoted) return { start: event.valueStart - 1, end: event.valueEnd + 1 };
  const value = text.slice(event.valueStart, event.valueEnd);
  return { start: event.valueStart, end: event.valueStart + value.trimEnd().length };
}

function shifted(walk: Walk, span: Key): Key {
  return { start: span.start + walk.offset, end: span.end + walk.offset };
}

function pointSpan(walk: Walk, start: number): Span {
  return { start: start + walk.offset, end: start + walk.offset + 1 };
}
